package dev.bulkhead.testkit.gateway;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what it receives where the test can see it. Runs in the test's process. */
public final class Collector implements Module {
    private static final Map<String, List<Message>> BY_BOX = new ConcurrentHashMap<>();

    private List<Message> messages = List.of();

    /**
     * Where to put the messages.
     *
     * @param box a name that only this test uses
     */
    public record Args(String box) {}

    /** {@return what the collector with this box has received so far} */
    public static List<Message> received(String box) {
        return List.copyOf(BY_BOX.getOrDefault(box, List.of()));
    }

    /** {@return how much the collector with this box has received so far} */
    public static int count(String box) {
        return BY_BOX.getOrDefault(box, List.of()).size();
    }

    @Override
    public void create(ModuleContext context) {
        messages = BY_BOX.computeIfAbsent(
                context.args(Args.class).box(), key -> Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public void receive(Message message) {
        messages.add(message);
    }

    @Override
    public void destroy() {}
}
