package dev.bulkhead.testkit.gateway;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar that has nothing but the names of others, its class path. In a test the parts of a program lie all over the machine, in Maven's
 * repository and in folders of classes; with this they are one file, as when they are installed.
 */
public final class PathingJar {
    private PathingJar() {}

    /** {@return a jar with the class and the class path of this test} It is deleted when this process ends. */
    public static Path of(Class<?> type) throws IOException {
        Set<Path> parts = new LinkedHashSet<>();
        parts.add(placeOf(type));
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!part.isEmpty()) {
                parts.add(Path.of(part).toAbsolutePath());
            }
        }
        return write(parts, "");
    }

    /**
     * {@return a jar with these parts}
     *
     * @param parts jars, and folders of classes
     * @param mainClass what it runs; empty for nothing
     */
    static Path write(Set<Path> parts, String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                parts.stream().map(part -> part.toUri().toString()).collect(Collectors.joining(" ")));
        if (!mainClass.isEmpty()) {
            attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        Path jar = Files.createTempFile("bulkhead-test", ".jar");
        jar.toFile().deleteOnExit();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }

    /** {@return the jar or folder that a class comes from} */
    static Path placeOf(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(Objects.requireNonNull(source, type + " comes from no file")
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(type + " comes from no file: " + source.getLocation(), e);
        }
    }
}
