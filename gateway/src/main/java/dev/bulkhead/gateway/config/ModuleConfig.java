package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A module.
 *
 * @param name its name
 * @param className its class; null only where a host of somebody else's knows better
 * @param path the jar or folder that has the class; null for a class of Bulkhead's own
 * @param activation where it runs
 * @param host the host that it shares with others; null for one of its own, or none
 * @param argsJson its arguments, as JSON
 * @param lifecycle when it runs, and what becomes of it when it fails
 */
public record ModuleConfig(
        String name,
        @Nullable String className,
        @Nullable Path path,
        ActivationConfig activation,
        @Nullable String host,
        String argsJson,
        LifecycleSettings lifecycle) {
    /** {@return the same module with other arguments} */
    public ModuleConfig withArgs(String json) {
        return new ModuleConfig(name, className, path, activation, host, json, lifecycle);
    }

    /** {@return a module like this of another name} */
    public ModuleConfig named(String other) {
        return new ModuleConfig(other, className, path, activation, host, argsJson, lifecycle);
    }
}
