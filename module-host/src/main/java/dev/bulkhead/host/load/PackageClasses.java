package dev.bulkhead.host.load;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one module: those of a jar, of a folder of classes, or of the folder of a package, which has jars, more of them in
 * {@code lib}, and folders with native libraries.
 */
final class PackageClasses extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final NativeLibraries natives;

    /**
     * Finds what there is; nothing is loaded.
     *
     * @throws IOException if the folder cannot be read
     */
    PackageClasses(Path place) throws IOException {
        super(place.getFileName() + "", urls(place), new SharedClasses());
        natives = new NativeLibraries(place);
    }

    private static URL[] urls(Path place) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(place)) {
            found.addAll(jars(place));
            if (!found.isEmpty()) {
                found.addAll(jars(place.resolve("lib")));
            }
        }
        if (found.isEmpty()) {
            found.add(place);
        }
        URL[] urls = new URL[found.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = found.get(i).toUri().toURL();
        }
        return urls;
    }

    /** {@return the jars in a folder, in the order of their names: which one has a class must not depend on the disk} */
    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
                found.forEach(jars::add);
            }
            jars.sort(null);
        }
        return jars;
    }

    /** Asked by {@code System.loadLibrary} of the module. */
    @Override
    protected @Nullable String findLibrary(String name) {
        return natives.find(System.mapLibraryName(name));
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            natives.close();
        }
    }
}
