package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Suspendable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A module of which a test has several, by their names: it counts how many of each live, and lets some of them wait or fail. */
public final class Buoy implements Module, Suspendable {
    static final Map<String, Integer> ALIVE = new ConcurrentHashMap<>();
    static final Set<String> HELD_IN_CREATE = ConcurrentHashMap.newKeySet();
    static final Set<String> HELD_IN_DESTROY = ConcurrentHashMap.newKeySet();
    private static final int LOOK_MILLIS = 2;

    private String name = "";

    /**
     * The arguments.
     *
     * @param mark tells one configuration from another
     * @param fails whether it cannot be created
     */
    public record Settings(int mark, boolean fails) {}

    static void reset() {
        ALIVE.clear();
        HELD_IN_CREATE.clear();
        HELD_IN_DESTROY.clear();
    }

    private static void awaitNot(Set<String> held, String name) throws InterruptedException {
        while (held.contains(name)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void create(ModuleContext context) throws InterruptedException {
        name = context.name();
        ALIVE.merge(name, 1, Integer::sum);
        awaitNot(HELD_IN_CREATE, name);
        context.condition("afloat", true);
        if (context.args(Settings.class).fails()) {
            throw new IllegalStateException("it does not float");
        }
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void suspend() {}

    @Override
    public void resume() {}

    @Override
    public void destroy() throws InterruptedException {
        awaitNot(HELD_IN_DESTROY, name);
        ALIVE.merge(name, -1, Integer::sum);
    }
}
