package dev.bulkhead.gateway.packages.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.ZipBounds;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Sees to it that a package has what its descriptor promises. It looks at names in jars only, and loads nothing. */
final class Promises {
    /** What leads from one part of a schema to another. */
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");

    private Promises() {}

    /**
     * Looks at an unpacked package, with its libraries.
     *
     * @throws PackageException if something is not there, or a schema needs something from elsewhere
     */
    static void require(Descriptor descriptor, Path folder) throws PackageException, IOException {
        for (OfferedType type : descriptor.types()) {
            requireWhole(type.args(), type);
        }
        List<OfferedType> missing = new ArrayList<>(descriptor.types().stream()
                .filter(type -> type.className() != null)
                .toList());
        for (Path each : List.of(folder, folder.resolve("lib"))) {
            if (!missing.isEmpty() && Files.isDirectory(each)) {
                removeThose(missing, each);
            }
        }
        if (!missing.isEmpty()) {
            throw new PackageException("the class " + missing.get(0).className() + " of the type "
                    + missing.get(0).name()
                    + " is in none of its jars; have the maker put the jar with it beside the others");
        }
    }

    private static void removeThose(List<OfferedType> missing, Path folder) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                removeThoseIn(missing, jar);
            }
        }
    }

    private static void removeThoseIn(List<OfferedType> missing, Path jar) throws IOException {
        try {
            ZipBounds.require(jar);
        } catch (PackageException e) {
            // No jar has no classes.
            return;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            missing.removeIf(
                    type -> zip.getEntry(String.valueOf(type.className()).replace('.', '/') + ".class") != null);
        } catch (ZipException e) {
            return;
        }
    }

    private static void requireWhole(JsonNode schema, OfferedType type) throws PackageException {
        for (Map.Entry<String, JsonNode> each : schema.properties()) {
            JsonNode value = each.getValue();
            if (REFERENCES.contains(each.getKey())
                    && value.isTextual()
                    && !value.textValue().startsWith("#")) {
                throw new PackageException(
                        "the schema of the arguments of " + type.name() + " refers to \"" + value.textValue()
                                + "\", and nothing is fetched for a check; have all of it in the descriptor");
            }
        }
        for (JsonNode each : schema) {
            requireWhole(each, type);
        }
    }
}
