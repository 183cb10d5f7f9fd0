package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says about packages, whatever else is wrong in it.
 *
 * @param folder where relative paths in it begin
 * @param modules the folders with packages
 * @param keys the public keys of which one must have signed a package, as they are written
 * @param uses the modules that have a type
 */
public record PackageUse(Path folder, List<Path> modules, List<String> keys, List<Use> uses) {
    /**
     * A module that has a type.
     *
     * @param module its name
     * @param type its type
     * @param version the versions that will do; null for all
     */
    public record Use(String module, String type, @Nullable String version) {}

    public PackageUse {
        modules = List.copyOf(modules);
        keys = List.copyOf(keys);
        uses = List.copyOf(uses);
    }
}
