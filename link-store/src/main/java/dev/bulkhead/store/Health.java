package dev.bulkhead.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Knows whether the disk takes what is written, and says so when that changes. Thread-safe. */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private static final String READ_ONLY =
            "%s is read-only; mount it for writing, or look whether the disk is failing";

    private final Path folder;
    private final Clock clock;
    private volatile StoreState state;
    private volatile boolean damaged;

    Health(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        state = new StoreState(Optional.empty(), clock.instant());
    }

    StoreState state() {
        return state;
    }

    boolean isOk() {
        return state.ok();
    }

    synchronized void good() {
        if (!state.ok()) {
            state = new StoreState(Optional.empty(), clock.instant());
            LOG.info("the store of durable links takes messages again");
        }
    }

    /** {@return what is wrong, for the operator} */
    String bad(Exception cause) {
        damaged |= isDamage(cause);
        return bad(text(cause), cause);
    }

    /** As {@link #bad(Exception)}, where nothing was thrown. */
    void bad(String why) {
        String unused = bad(why, null);
    }

    private synchronized String bad(String why, @Nullable Exception cause) {
        if (state.ok()) {
            LOG.error("the store of durable links takes no messages: {}", why);
            LOG.debug("what it was", cause);
            state = new StoreState(Optional.of(why), clock.instant());
        } else if (!state.failure().equals(Optional.of(why))) {
            state = new StoreState(Optional.of(why), state.since());
        }
        return why;
    }

    /** {@return what is wrong, with the remedy} */
    String text(Exception cause) {
        if (cause instanceof FileSystemException && isReadOnly()) {
            return READ_ONLY.formatted(folder);
        }
        return switch (code(cause)) {
            case SQLITE_FULL -> "the disk is full; make room where " + folder + " is";
            case SQLITE_READONLY -> READ_ONLY.formatted(folder);
            case SQLITE_IOERR ->
                isReadOnly() ? READ_ONLY.formatted(folder) : "the disk of " + folder + " fails: " + cause.getMessage();
            case SQLITE_CANTOPEN -> folder.resolve(Database.FILE) + " cannot be opened: " + cause.getMessage();
            case SQLITE_BUSY -> "another program uses " + folder.resolve(Database.FILE) + "; end it";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> folder.resolve(Database.FILE) + " is damaged: " + cause.getMessage();
            default -> folder.resolve(Database.FILE) + " cannot be used: " + cause.getMessage();
        };
    }

    private boolean isReadOnly() {
        try {
            return Files.getFileStore(folder).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return whether the disk gives other bytes than were written} */
    static boolean isDamage(Throwable cause) {
        SQLiteErrorCode code = code(cause);
        return code == SQLiteErrorCode.SQLITE_CORRUPT
                || code == SQLiteErrorCode.SQLITE_NOTADB
                || cause instanceof DamagedException;
    }

    /** Notes what a reader found; the writer sees to it. */
    void suspect(Exception cause) {
        if (isDamage(cause)) {
            damaged = true;
            String unused = bad(cause);
        }
    }

    /** {@return whether the database is damaged and is to be repaired} */
    boolean isDamaged() {
        return damaged;
    }

    void repaired() {
        damaged = false;
    }

    /** {@return the error without its details} */
    static SQLiteErrorCode code(Throwable cause) {
        if (cause instanceof SQLiteException exception) {
            return SQLiteErrorCode.getErrorCode(exception.getResultCode().code & 0xFF);
        }
        return cause instanceof SQLException && cause.getCause() != null
                ? code(cause.getCause())
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
