package dev.bulkhead.gateway.config;

import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.OfferedType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The type that a module was said to be of, and the package that offers it.
 *
 * @param name the type's name, such as {@code acme/vibration}
 * @param packageName the package's name
 * @param version the package's version
 * @param place the package's folder, or the jar that is all of it
 * @param program the executable that is the host of its modules; null if the package has classes
 */
public record ModuleType(
        String name,
        String packageName,
        String version,
        Path place,
        @Nullable Path program) {

    /** {@return a type as a package offers it} */
    public static ModuleType of(OfferedType type, FoundPackage found) {
        Descriptor descriptor = found.descriptor();
        return new ModuleType(
                type.name().toString(),
                descriptor.name().toString(),
                descriptor.version().toString(),
                found.place(),
                found.program());
    }
}
