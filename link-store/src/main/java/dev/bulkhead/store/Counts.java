package dev.bulkhead.store;

import java.time.LocalDate;
import java.util.Map;

/** Counts what the writer does in this run. Changed by the writer, read by all. */
final class Counts {
    private volatile long messages;
    private volatile long batches;
    private volatile long commits;
    private volatile long syncs;
    private volatile long bytesWritten;
    private volatile Map<LocalDate, Long> days = Map.of();
    private volatile DeadLetterCounts deadLetters = new DeadLetterCounts(0, 0, 0);

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread changes it
    void committed(int written, boolean synced, DeadLetterCounts letters) {
        messages += written;
        batches += written > 0 ? 1 : 0;
        commits++;
        deadLetters = letters;
        if (synced) {
            synced();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void synced() {
        syncs++;
    }

    void written(long total, Map<LocalDate, Long> byDay) {
        bytesWritten = total;
        days = byDay;
    }

    void has(DeadLetterCounts letters) {
        deadLetters = letters;
    }

    /** {@return what has been counted} */
    StoreCounts snapshot(long fileBytes, Damage damage) {
        return new StoreCounts(
                messages,
                batches,
                commits,
                syncs,
                bytesWritten,
                days,
                fileBytes,
                damage.lost(),
                damage.torn(),
                damage.repairs(),
                deadLetters);
    }
}
