package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.Installed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256, of files and of folders. */
final class Sums {
    private Sums() {}

    /** {@return the SHA-256 of a file, in hexadecimal} */
    static String of(Path file) throws IOException {
        return copied(file, OutputStream.nullOutputStream(), Long.MAX_VALUE);
    }

    /**
     * Copies a file. {@return its SHA-256, in hexadecimal}
     *
     * @param most how many bytes it may have
     * @throws TooLargeException if it has more
     */
    static String copied(Path file, OutputStream out, long most) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > most) {
                    throw new TooLargeException(file.toString(), most);
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@return the SHA-256 of all files in a folder but what is known of its installation, by their paths with slashes} */
    static Map<String, String> ofAll(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (!name.equals(Installed.FILE)) {
                sums.put(name, Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? of(file) : "no plain file");
            }
        }
        return sums;
    }
}
