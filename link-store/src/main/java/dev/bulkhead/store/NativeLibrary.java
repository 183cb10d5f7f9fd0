package dev.bulkhead.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, which the driver would unpack into the shared temporary folder at each start, and leave there when it is killed. Here
 * it is unpacked once, where nobody else can write. Who sets {@value #PATH} or {@value #TEMPORARY} keeps that.
 */
final class NativeLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String TEMPORARY = "org.sqlite.tmpdir";
    private static final String FOLDER = "native";

    private NativeLibrary() {}

    /** Makes the driver use a library in this folder. */
    static synchronized void prepare(Path dataFolder) throws IOException {
        if (System.getProperty(PATH) != null || System.getProperty(TEMPORARY) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        Path folder = dataFolder.resolve(FOLDER).toAbsolutePath();
        byte[] library = shipped(name);
        if (library.length == 0) {
            return; // the driver says what it misses
        }
        unpack(library, folder, folder.resolve(name));
        System.setProperty(PATH, folder.toString());
        System.setProperty(NAME, name);
    }

    private static byte[] shipped(String name) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static void unpack(byte[] library, Path folder, Path file) throws IOException {
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), library)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.write(fresh, library);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
