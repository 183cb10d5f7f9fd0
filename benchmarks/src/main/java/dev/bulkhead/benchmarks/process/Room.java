package dev.bulkhead.benchmarks.process;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Waiting for room where a system tells only how full it is. */
final class Room {
    private static final long LOOK_NANOS = 20_000;

    private Room() {}

    /** Returns at once below the limit; at it, when half is free, because going on by single messages costs the most. */
    static void await(LongSupplier used, int limit) {
        if (used.getAsLong() >= limit) {
            do {
                LockSupport.parkNanos(LOOK_NANOS);
            } while (used.getAsLong() > limit / 2);
        }
    }
}
