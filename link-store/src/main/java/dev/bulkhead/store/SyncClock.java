package dev.bulkhead.store;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** When the disk is to be asked to confirm what it was given by links that have that done in intervals. Belongs to the writer. */
final class SyncClock {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean unsynced;
    private long due;

    /** Messages of these links were committed, and the disk was not asked. */
    void committed(Collection<SqliteLink> links) {
        for (SqliteLink link : links) {
            if (link.isSyncedInIntervals()) {
                long then = System.nanoTime() + link.syncEvery().toNanos();
                due = unsynced && due - then < 0 ? due : then;
                unsynced = true;
            }
        }
    }

    /** The disk has confirmed all there is. */
    void synced() {
        unsynced = false;
    }

    /** {@return nanoseconds until that is to be done, 0 for now; at most a second} */
    long left() {
        return unsynced ? Math.max(0, Math.min(IDLE_NANOS, due - System.nanoTime())) : IDLE_NANOS;
    }
}
