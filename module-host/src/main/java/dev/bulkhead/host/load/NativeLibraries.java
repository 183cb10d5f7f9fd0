package dev.bulkhead.host.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native libraries that a package has for this machine. Nothing is looked for before a module asks. What lies in a jar is taken
 * out of it into a folder that nobody else can read, and goes when the module's classes do.
 */
final class NativeLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);

    private final Path place;
    private boolean looked;
    private @Nullable Path folder;
    private @Nullable Path extracted;

    NativeLibraries(Path place) {
        this.place = place;
    }

    /** {@return the absolute path of a library's file; null if the package has none for this machine} */
    synchronized @Nullable String find(String file) {
        if (!looked) {
            looked = true;
            folder = look();
        }
        Path library = folder == null ? null : folder.resolve(file);
        return library != null && Files.isRegularFile(library)
                ? library.toAbsolutePath().toString()
                : null;
    }

    private @Nullable Path look() {
        try {
            String path = NativePath.here(PackageText.of(place));
            if (path == null) {
                LOG.warn("{} has no native libraries for {}", place, NativePath.machine());
                return null;
            }
            return Files.isDirectory(place) && Files.isDirectory(place.resolve(path))
                    ? place.resolve(path)
                    : extract(path);
        } catch (IOException e) {
            LOG.warn("there are no native libraries: {}", ErrorText.of(e));
            return null;
        }
    }

    /** Takes a folder out of the jar. */
    private @Nullable Path extract(String path) throws IOException {
        if (Files.isDirectory(place)) {
            LOG.warn("{} has no folder {}", place, path);
            return null;
        }
        Path target = Files.createTempDirectory("bulkhead-native-");
        extracted = target;
        try (ZipFile jar = new ZipFile(place.toFile())) {
            List<? extends ZipEntry> inside = jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(path + "/"))
                    .toList();
            for (ZipEntry entry : inside) {
                copy(jar, entry, target, entry.getName().substring(path.length() + 1));
            }
        }
        return target;
    }

    private static void copy(ZipFile jar, ZipEntry entry, Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the entry " + entry.getName() + " leads out of its folder");
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
    }

    /** Deletes what was taken out. A library that is loaded stays usable; its file has no name any more. */
    synchronized void close() throws IOException {
        looked = true;
        folder = null;
        Path gone = extracted;
        extracted = null;
        if (gone != null) {
            try (Stream<Path> files = Files.walk(gone)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
