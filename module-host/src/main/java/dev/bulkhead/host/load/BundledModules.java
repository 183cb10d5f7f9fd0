package dev.bulkhead.host.load;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Jars of modules that come with Bulkhead. They lie in a folder of their own beside Bulkhead's jars, so that neither they nor their
 * libraries are on its class path.
 */
public final class BundledModules {
    private static final String FOLDER = "samples";

    private BundledModules() {}

    /** {@return the jar that has a class, if it is none of Bulkhead's own and comes with it} */
    static Optional<Path> jarOf(String className) {
        if (isOnClassPath(className)) {
            return Optional.empty();
        }
        String entry = className.replace('.', '/') + ".class";
        return jars().stream().filter(jar -> has(jar, entry)).findFirst();
    }

    private static boolean isOnClassPath(String className) {
        return BundledModules.class.getClassLoader().getResource(className.replace('.', '/') + ".class") != null;
    }

    /** {@return the folder that they lie in; empty if this Bulkhead has none} */
    public static Optional<Path> folder() {
        CodeSource source = BundledModules.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()).resolveSibling(FOLDER))
                            .filter(Files::isDirectory);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<Path> jars() {
        Path folder = folder().orElse(null);
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // whoever looks for a class is told that there is none
        }
    }

    private static boolean has(Path jar, String entry) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
