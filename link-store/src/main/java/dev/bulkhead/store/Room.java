package dev.bulkhead.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keeps a part of the disk free: a store that has filled it to the last byte could not even delete what has been delivered, because
 * deleting writes to the log, and to empty the log the database may have to grow. Thread-safe, but for {@link #missing}.
 */
final class Room {
    private static final long MOST = 16L << 20;
    private static final int PART = 4;
    private static final int MOST_LOG_PAGES = 2048;
    private static final int MOST_BATCH = 4 << 20;

    private final File folder;
    private final long kept;

    Room(Path folder) {
        this.folder = folder.toFile();
        kept = Math.min(MOST, this.folder.getTotalSpace() / PART);
    }

    /** {@return after how many pages the log is carried over: what was written and deleted before then is not written twice} */
    int logPages() {
        return (int) Math.min(MOST_LOG_PAGES, kept / 2 / Database.PAGE);
    }

    /** {@return how many bytes of messages are written at once} */
    long batchBytes() {
        return Math.min(MOST_BATCH, kept / PART);
    }

    /** {@return why messages are not to be written; empty if there is room. For the writer} */
    Optional<String> missing(Disk disk) {
        try {
            if (isThere(disk)) {
                return Optional.empty();
            }
            disk.tables().database().emptyLog();
            if (isThere(disk)) {
                return Optional.empty();
            }
        } catch (SQLException | IOException e) {
            return Optional.of(disk.failed(e));
        }
        return Optional.of("the disk is full: less than " + (kept >> 10) + " KiB are free where " + folder
                + " is, which are kept for deleting what has been delivered; make room there");
    }

    /** What the database has freed of its file is room too, while there is some for the log. */
    private boolean isThere(Disk disk) throws SQLException, IOException {
        long free = folder.getUsableSpace();
        return free >= kept || (free >= kept / 2 && disk.tables().database().freeBytes() >= kept / 2);
    }
}
