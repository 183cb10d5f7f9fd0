package dev.bulkhead.packages;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package that lies in a folder of modules.
 *
 * @param descriptor what it says of itself
 * @param place its folder, or the jar that is all of it
 * @param installed what is known of its installation; null for a loose jar
 */
public record FoundPackage(
        Descriptor descriptor, Path place, @Nullable Installed installed) {

    /** {@return the program that is the host of its modules; null if it is of classes} */
    public @Nullable Path program() {
        return descriptor.executable() == null ? null : place.resolve(descriptor.executable());
    }

    /** {@return what has its classes: a jar where that is all of it, or else the folder} */
    public Path classes() {
        if (installed == null
                || descriptor.executable() != null
                || Files.isDirectory(place.resolve("lib"))
                || Files.isDirectory(place.resolve("native"))) {
            return place;
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place, "*.jar")) {
            files.forEach(jars::add);
        } catch (IOException e) {
            return place;
        }
        return jars.size() == 1 ? jars.get(0) : place;
    }

    /** {@return name and version, such as {@code acme/vibration@1.0.0}} */
    public String id() {
        return descriptor.id();
    }
}
