package dev.bulkhead.gateway.packages.install;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a source turned out to be: something on this machine.
 *
 * @param place the file or folder
 * @param name what the file is called
 * @param sha256 what its SHA-256 must be by what the source itself says; empty if it says nothing
 * @param libraries other jars that it needs, by their names
 */
record Fetched(Path place, String name, String sha256, Map<String, Path> libraries) {
    Fetched {
        libraries = new TreeMap<>(libraries);
    }

    /** Something that lies there, and is all. */
    static Fetched lying(Path place) {
        Path name = place.toAbsolutePath().normalize().getFileName();
        return new Fetched(place, name == null ? "package" : name.toString(), "", Map.of());
    }
}
