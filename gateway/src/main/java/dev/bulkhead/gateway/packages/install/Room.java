package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the files of a package into a folder, as many and as large as a package may have, and nowhere else. */
final class Room {
    /** The most that a package may have, in bytes. */
    static final long MAX_BYTES = 1L << 30;

    /** The most files that a package may have. */
    static final int MAX_FILES = 10_000;

    private static final int LONGEST_NAME = 1024;

    private final Path folder;
    private final long mostBytes;
    private long bytes;
    private int files;

    Room(Path folder) {
        this(folder, MAX_BYTES);
    }

    /**
     * Prepares.
     *
     * @param mostBytes how many bytes all files may have together
     */
    Room(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * Writes a file.
     *
     * @param name its path in the package, with slashes
     * @param executable whether it may be run
     * @throws PackageException if the name leads elsewhere, or is taken, or there are too many files
     */
    void write(String name, InputStream in, boolean executable) throws PackageException, IOException {
        Path file = place(name);
        if (++files > MAX_FILES) {
            throw new PackageException(
                    "there are more than " + MAX_FILES + " files in it, which is the most that is installed");
        }
        Files.createDirectories(file.resolveSibling(""));
        if (Files.exists(file)) {
            throw new PackageException("the file " + name + " is in it twice");
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new TooLargeException("what is in it", mostBytes);
                }
                out.write(buffer, 0, read);
            }
        }
        if (executable) {
            makeExecutable(file);
        }
    }

    static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private Path place(String name) throws PackageException {
        boolean bad = name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.codePoints().anyMatch(Character::isISOControl);
        if (!bad) {
            for (String part : name.split("/", -1)) {
                bad |= part.isEmpty() || part.equals(".") || part.equals("..");
            }
        }
        if (bad) {
            throw new PackageException("the name \"" + name.replaceAll("\\p{Cntrl}", "?")
                    + "\" in it leads out of the package, or is none");
        }
        return folder.resolve(name);
    }
}
