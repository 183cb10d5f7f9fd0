package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/** Starts a process that outlives whoever does not look after it, and publishes its pid. */
public final class Parent implements Module {
    private ModuleContext context;
    private long child;

    @Override
    public void create(ModuleContext newContext) throws IOException {
        context = newContext;
        // Not a child of ours, and deaf to polite requests, as a daemon that somebody forgot may be.
        child = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done")
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
                .pid();
    }

    @Override
    public void start() {
        context.publish(Message.of(Map.of("kind", "child"), String.valueOf(child)));
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {}
}
