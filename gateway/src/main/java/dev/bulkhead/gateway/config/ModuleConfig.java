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
 */
public record ModuleConfig(
        String name,
        @Nullable String className,
        @Nullable Path path,
        ActivationConfig activation,
        @Nullable String host,
        String argsJson) {}
