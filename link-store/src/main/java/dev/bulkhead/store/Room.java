package dev.bulkhead.store;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps a little of the disk free: a store that has filled it to the last byte could not even delete what has been delivered, because
 * deleting writes too.
 */
final class Room {
    private static final long MOST = 16L << 20;
    private static final long SMALLEST_PART = 16;

    private final File folder;
    private final long kept;

    Room(Path folder) {
        this.folder = folder.toFile();
        kept = Math.min(MOST, this.folder.getTotalSpace() / SMALLEST_PART);
    }

    /** {@return why messages are not to be written; empty if there is room} */
    Optional<String> missing() {
        long free = folder.getUsableSpace();
        return free >= kept
                ? Optional.empty()
                : Optional.of("the disk is full: less than " + (kept >> 10) + " KiB are free where " + folder
                        + " is, which are kept for deleting what has been delivered; make room there");
    }
}
