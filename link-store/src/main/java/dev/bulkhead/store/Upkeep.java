package dev.bulkhead.store;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** What is done now and then: bytes written are noted, dead letters that are too old go. Belongs to the writer. */
final class Upkeep {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WRITE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final WrittenBytes written;
    private final Counts counts;
    private long looked = System.nanoTime() - LOOK_NANOS;
    private long wrote = System.nanoTime();

    Upkeep(WrittenBytes written, Counts counts) {
        this.written = written;
        this.counts = counts;
    }

    void start() {
        written.start();
    }

    /** Looks at the count of bytes, if that is a while ago. */
    void look() {
        if (System.nanoTime() - looked >= LOOK_NANOS) {
            looked = System.nanoTime();
            written.look();
            counts.written(written.total(), written.days());
        }
    }

    void handed(long bytes) {
        written.handed(bytes);
    }

    /** Takes part in a transaction that takes place anyway, if the last time is a while ago. */
    void writeSometimes(Tables tables) throws SQLException {
        if (System.nanoTime() - wrote >= WRITE_NANOS) {
            write(tables);
        }
    }

    void write(Tables tables) throws SQLException {
        wrote = System.nanoTime();
        written.look();
        written.save(tables.written());
        tables.deadLetters().trim();
    }
}
