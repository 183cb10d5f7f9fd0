package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.ModuleMaker;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.host.load.LoadedModule;
import java.util.Objects;

/** Knows where the modules come from that live in the gateway's process. */
@FunctionalInterface
public interface ModuleSource {
    /** Modules come from their classes. */
    ModuleSource CLASSES = config -> new LoadedModule(
            Objects.requireNonNull(config.className(), "a module in this process has a class"), config.path());

    /** {@return what makes a module for one of its lives} */
    ModuleMaker makerOf(ModuleConfig config);
}
