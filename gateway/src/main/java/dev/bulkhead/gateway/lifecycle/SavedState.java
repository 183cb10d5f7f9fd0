package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.data.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of a hibernated module on disk. It survives the gateway, and belongs to its user only. */
final class SavedState {
    private final Path file;

    /**
     * Names the file.
     *
     * @param folder where states are kept
     * @param module whose state it is
     */
    SavedState(Path folder, String module) {
        file = folder.resolve(module + ".state");
    }

    /** Writes the state as a whole, or not at all. */
    void write(byte[] state) throws IOException {
        DataFolder.make(file.resolveSibling(""));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(state);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** {@return the state; null if there is none} */
    byte @Nullable [] read() throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    /** Forgets the state. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
