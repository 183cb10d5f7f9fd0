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
 * @param place what its files, its container and its control group are named after, so that two hosts of a module can be there at a
 *     time
 */
public record ModuleToLoad(
        String name,
        String className,
        @Nullable Path path,
        @Nullable String type,
        String place) {

    /** A module with the one host that it has. */
    public ModuleToLoad(String name, String className, @Nullable Path path, @Nullable String type) {
        this(name, className, path, type, name);
    }

    /** A class. */
    public ModuleToLoad(String name, String className, @Nullable Path path) {
        this(name, className, path, null);
    }

    /** {@return the same for a second host, beside that which is there} */
    public ModuleToLoad beside() {
        // No module's name begins like that.
        return new ModuleToLoad(name, className, path, type, "_" + name);
    }

    /** {@return whether its host is a second one} */
    boolean isBeside() {
        return !place.equals(name);
    }

    /** {@return the same where its classes are seen at another path} */
    ModuleToLoad at(Path other) {
        return new ModuleToLoad(name, className, other, type, place);
    }
}
