package dev.bulkhead.host.load;

import dev.bulkhead.api.Module;
import dev.bulkhead.broker.ModuleMaker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Loads a module's classes for one life, and lets go of them when that is over. On the module's thread. */
public final class LoadedModule implements ModuleMaker {
    private final String className;
    private final @Nullable Path path;
    private @Nullable ModuleLoader loader;

    /**
     * Names the module. Nothing is loaded yet.
     *
     * @param className the full name of the class
     * @param path a jar, a folder of classes, or that of a package; null where the class is part of Bulkhead
     */
    public LoadedModule(String className, @Nullable Path path) {
        this.className = className;
        this.path = path;
    }

    @Override
    public Module make() throws Exception {
        ModuleLoader loaded = ModuleLoader.load(className, path);
        loader = loaded;
        return loaded.instantiate();
    }

    @Override
    public void over() {
        ModuleLoader loaded = loader;
        loader = null;
        if (loaded != null) {
            // A thread knows its class loader even when it has ended, and whoever knows the thread would keep the
            // classes.
            Thread.currentThread().setContextClassLoader(LoadedModule.class.getClassLoader());
            loaded.close();
        }
    }
}
