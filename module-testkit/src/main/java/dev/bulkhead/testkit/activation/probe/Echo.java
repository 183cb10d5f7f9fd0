package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;

/** Publishes what it receives. */
public final class Echo implements Module {
    private ModuleContext context;

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
    }

    @Override
    public void receive(Message message) {
        context.publish(message);
    }

    @Override
    public void destroy() {}
}
