package dev.bulkhead.proxy.activation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a host is to load.
 *
 * @param name the module's name in {@code gateway.json}
 * @param className its class; empty where a host of somebody else's knows better
 * @param path a jar or a folder of classes; null where the class is part of Bulkhead; the package's folder where a program has the type
 * @param type the type that the host shall make a module of, where it is a program of a package; else null
 */
public record ModuleToLoad(
        String name,
        String className,
        @Nullable Path path,
        @Nullable String type) {

    /** A class. */
    public ModuleToLoad(String name, String className, @Nullable Path path) {
        this(name, className, path, null);
    }
}
