package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A module.
 *
 * @param name its name
 * @param className its class; null only where a host of somebody else's knows better
 * @param path the jar or folder that has the class; null for a class of Bulkhead's own
 * @param type the type that says all that, and the package that it comes from; null if the class was named
 * @param activation where it runs
 * @param host the host that it shares with others; null for one of its own, or none
 * @param argsJson its arguments, as JSON
 * @param lifecycle when it runs, and what becomes of it when it fails
 */
public record ModuleConfig(
        String name,
        @Nullable String className,
        @Nullable Path path,
        @Nullable ModuleType type,
        ActivationConfig activation,
        @Nullable String host,
        String argsJson,
        LifecycleSettings lifecycle) {
    /** A module whose class is named. */
    public ModuleConfig(
            String name,
            @Nullable String className,
            @Nullable Path path,
            ActivationConfig activation,
            @Nullable String host,
            String argsJson,
            LifecycleSettings lifecycle) {
        this(name, className, path, null, activation, host, argsJson, lifecycle);
    }

    /** {@return the same module with other arguments} */
    public ModuleConfig withArgs(String json) {
        return new ModuleConfig(name, className, path, type, activation, host, json, lifecycle);
    }

    /** {@return a module like this of another name} */
    public ModuleConfig named(String other) {
        return new ModuleConfig(other, className, path, type, activation, host, argsJson, lifecycle);
    }
}
