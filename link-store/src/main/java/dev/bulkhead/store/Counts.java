package dev.bulkhead.store;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what the writer does in this run. Changed by the writer, read by all. */
final class Counts {
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();

    void committed(int written, boolean synced) {
        messages.addAndGet(written);
        commits.incrementAndGet();
        if (synced) {
            synced();
        }
    }

    void synced() {
        syncs.incrementAndGet();
    }

    long messages() {
        return messages.get();
    }

    long commits() {
        return commits.get();
    }

    long syncs() {
        return syncs.get();
    }
}
