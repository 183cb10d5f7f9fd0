package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.data.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a hibernated module on disk, behind a line with the class that it is of. It survives the gateway, and belongs to its
 * user only.
 */
final class SavedState {
    private static final Logger LOG = LoggerFactory.getLogger(SavedState.class);

    private final String module;
    private final Path file;

    /**
     * Names the file.
     *
     * @param folder where states are kept
     * @param module whose state it is
     */
    SavedState(Path folder, String module) {
        this.module = module;
        file = folder.resolve(module + ".state");
    }

    private static byte[] head(@Nullable String className) {
        return ((className == null ? "" : className) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the state as a whole, or not at all.
     *
     * @param className the module's class; null where only its host knows
     */
    void write(@Nullable String className, byte[] state) throws IOException {
        DataFolder.make(file.resolveSibling(""));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer[] bytes = {ByteBuffer.wrap(head(className)), ByteBuffer.wrap(state)};
            while (bytes[0].hasRemaining() || bytes[1].hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * {@return the state; null if there is none}
     *
     * @param className the module's class now; the state of another is of no use to it
     */
    byte @Nullable [] read(@Nullable String className) throws IOException {
        if (!exists()) {
            return null;
        }
        byte[] all = Files.readAllBytes(file);
        byte[] head = head(className);
        if (all.length < head.length || !Arrays.equals(all, 0, head.length, head, 0, head.length)) {
            LOG.warn("{} begins without the state that was saved: it is of another class", module);
            return null;
        }
        return Arrays.copyOfRange(all, head.length, all.length);
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Forgets the state, if there is one. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{}: its saved state cannot be removed: {}", module, e.toString());
        }
    }
}
