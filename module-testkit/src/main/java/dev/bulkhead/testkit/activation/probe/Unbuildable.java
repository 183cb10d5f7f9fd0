package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;

/** Cannot be made. */
public final class Unbuildable implements Module {
    /** Throws. */
    public Unbuildable() {
        throw new IllegalStateException("built on sand");
    }

    @Override
    public void create(ModuleContext context) {}

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {}
}
