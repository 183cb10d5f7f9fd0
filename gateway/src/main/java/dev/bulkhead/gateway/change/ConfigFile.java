package dev.bulkhead.gateway.change;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file of a configuration, as it was when it was loaded. Not thread-safe. */
public final class ConfigFile {
    private final Path file;
    private String text;

    private ConfigFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** {@return a file with the text that was loaded from it} */
    public static ConfigFile of(Path file, String text) {
        return new ConfigFile(file, text);
    }

    /** {@return what was read, or written since} */
    public String text() {
        return text;
    }

    /** Takes a text as what stands in the file, because somebody else has written it there. */
    public void accept(String written) {
        text = written;
    }

    /**
     * Writes other text, all or nothing, with the mode and owner that the file has. Where the file is a symbolic link, that stays.
     *
     * @throws IOException if the file is not what it was when it was read, which the text says; or it cannot be written
     */
    public void write(String next) throws IOException {
        Path real = file.toRealPath();
        if (!Files.readString(real).equals(text)) {
            throw new IOException(file + " was changed since it was loaded; apply it, or put back what was there, "
                    + "and then write the running configuration");
        }
        Path folder = real.resolveSibling("");
        Path fresh = Files.createTempFile(
                folder,
                "." + real.getFileName(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            fill(fresh, next);
            likeThat(fresh, real);
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        text = next;
    }

    private static void fill(Path fresh, String next) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(next);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void likeThat(Path fresh, Path old) throws IOException {
        PosixFileAttributes was = Files.readAttributes(old, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        PosixFileAttributes is = view.readAttributes();
        if (!is.owner().equals(was.owner())) {
            view.setOwner(was.owner());
        }
        if (!is.group().equals(was.group())) {
            view.setGroup(was.group());
        }
        view.setPermissions(was.permissions());
    }
}
