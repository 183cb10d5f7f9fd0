package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks whether a class can be a module, without running any of it. */
public interface ClassProbe {
    /**
     * {@return why not; empty if it can}
     *
     * @param path the jar or folder that should have the class; null for a class of Bulkhead's own
     */
    Optional<String> problem(String className, @Nullable Path path);
}
