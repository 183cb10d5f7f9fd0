package dev.bulkhead.benchmarks.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;

/** Publishes what it receives. */
public final class Echo implements Module {
    private ModuleContext context;

    @Override
    public void create(ModuleContext context) {
        this.context = context;
    }

    @Override
    public void receive(Message message) {
        context.publish(message);
    }

    @Override
    public void destroy() {}
}
