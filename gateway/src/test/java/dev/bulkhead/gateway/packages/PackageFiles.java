package dev.bulkhead.gateway.packages;

import dev.bulkhead.packages.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes packages for tests: jars with a descriptor and a class that works, and zips. */
public final class PackageFiles {
    /** A class that any of them has. */
    public static final String LOG = "dev.bulkhead.samples.Log";

    private PackageFiles() {}

    /** {@return a descriptor of a package of the name {@code acme/vibration}, whose type has an argument {@code weight} from 0 to 1} */
    public static String descriptor(String version) {
        return descriptor("acme/vibration", version, "^1.0", """
                { "type": "object", "additionalProperties": false, "required": [ "weight" ],
                  "properties": { "weight": { "type": "number", "minimum": 0, "maximum": 1 },
                                  "axis": { "type": "string", "enum": [ "x", "y" ] },
                                  "bands": { "type": "array", "items": { "type": "integer" } } } }""");
    }

    /** {@return a descriptor of a package with one type, of the package's name} */
    public static String descriptor(String name, String version, String api, String args) {
        return """
                { "package": "%s", "version": "%s", "vendor": "Acme", "licence": "MIT", "api": "%s",
                  "types": [ { "name": "%s", "class": "%s", "description": "Listens.", "args": %s } ] }""".formatted(name, version, api, name, LOG, args);
    }

    /** {@return a jar with this descriptor and a class} */
    public static Path jar(Path file, String descriptor) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put(Descriptor.IN_JAR, descriptor.getBytes(StandardCharsets.UTF_8));
        // The samples come later in the build; then it is the name of a class that counts.
        entries.put(LOG.replace('.', '/') + ".class", new byte[0]);
        for (String name : new String[] {"Log", "Log$Args"}) {
            String path = "dev/bulkhead/samples/" + name + ".class";
            try (InputStream in = PackageFiles.class.getClassLoader().getResourceAsStream(path)) {
                if (in != null) {
                    entries.put(path, in.readAllBytes());
                }
            }
        }
        return zip(file, entries);
    }

    /** {@return a zip with these entries} */
    public static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
