package dev.bulkhead.testkit.gateway;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Publishes what the test hands it, on the test's thread. Runs in the test's process. */
public final class Feeder implements Module {
    private static final Map<String, ModuleContext> BY_BOX = new ConcurrentHashMap<>();

    /**
     * Where the test finds this feeder.
     *
     * @param box a name that only this test uses
     */
    public record Args(String box) {}

    /** Publishes as the feeder with this box. */
    public static PublishResult publish(String box, Message message) {
        return Objects.requireNonNull(BY_BOX.get(box), "there is no feeder " + box)
                .publish(message);
    }

    @Override
    public void create(ModuleContext context) {
        BY_BOX.put(context.args(Args.class).box(), context);
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {}
}
