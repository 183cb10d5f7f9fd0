package dev.bulkhead.wire.zmq;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a log readable, and the disk free, when others cause what is logged. Thread-safe. */
final class SeldomLog {
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong last = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** {@return whether to log now: at first, and then at most every 10 s} */
    boolean isDue() {
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= QUIET_NANOS && last.compareAndSet(before, now);
    }
}
