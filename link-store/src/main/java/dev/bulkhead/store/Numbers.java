package dev.bulkhead.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Sees to it that no number of a message is used twice, even where a message was delivered and a power loss then took what the disk had not
 * confirmed: numbers are reserved on disk in large blocks before they are used, and a new run begins behind its last block. A new store
 * begins at the time in microseconds, so that it does not use those of one that was thrown away. Belongs to the writer.
 */
final class Numbers {
    private static final long BLOCK = 1 << 20;

    private long reserved;
    private long wanted;

    private Numbers(long reserved) {
        this.reserved = reserved;
        wanted = reserved;
    }

    /** Reserves the first block of a run, within a transaction. */
    static Numbers begin(MetaTable meta, Instant now) throws SQLException {
        long first = meta.get(MetaTable.RESERVED, ChronoUnit.MICROS.between(Instant.EPOCH, now));
        Numbers numbers = new Numbers(first);
        numbers.wanted = first + BLOCK;
        numbers.save(meta);
        numbers.saved();
        return numbers;
    }

    /** {@return the first number of this run; before any is used} */
    long first() {
        return reserved - BLOCK;
    }

    /** Makes sure that these may be written; true if the disk has to confirm a new block, which it rarely has to. */
    boolean reserveFor(List<Append> appends) {
        if (!appends.isEmpty()) {
            long last = appends.get(appends.size() - 1).stored().number();
            if (last >= reserved) {
                wanted = last + BLOCK;
            }
        }
        return wanted > reserved;
    }

    /** Writes the block, if there is a new one. */
    void save(MetaTable meta) throws SQLException {
        if (wanted > reserved) {
            meta.put(MetaTable.RESERVED, wanted);
        }
    }

    /** What was written has been committed. */
    void saved() {
        reserved = wanted;
    }
}
