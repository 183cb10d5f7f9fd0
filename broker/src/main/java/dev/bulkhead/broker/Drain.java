package dev.bulkhead.broker;

import java.util.concurrent.TimeUnit;

/** Spreads the messages of a backlog over time, at so many per second. Not thread-safe. */
final class Drain {
    private final long nanosEach;
    private long next = System.nanoTime();

    /**
     * @param perSecond how many; 0 for as many as can be
     */
    Drain(int perSecond) {
        nanosEach = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** {@return how many nanoseconds until the next one may be taken; 0 if now} */
    long untilNext(long now) {
        return nanosEach == 0 ? 0 : Math.max(0, next - now);
    }

    /** One has been taken. */
    void taken(long now) {
        // What a late wake-up missed is made up for, but not what nobody asked for in a tenth of a second.
        next = Math.max(next, now - TimeUnit.MILLISECONDS.toNanos(100)) + nanosEach;
    }
}
