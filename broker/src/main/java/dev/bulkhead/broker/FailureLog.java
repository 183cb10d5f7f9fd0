package dev.bulkhead.broker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a module throws: the first with its cause, and at most one a second after that, with the number left out. */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final String module;
    private long lastNanos = System.nanoTime() - QUIET_NANOS;
    private long leftOut;
    /** Written by the module's thread alone. */
    private volatile long count;

    FailureLog(String module) {
        this.module = module;
    }

    /** {@return how often the module has thrown something} */
    long count() {
        return count;
    }

    /** Called on the module's thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void failed(String call, Throwable cause) {
        count++;
        long now = System.nanoTime();
        if (now - lastNanos < QUIET_NANOS) {
            leftOut++;
            return;
        }
        try {
            log(call, cause);
        } catch (Throwable e) { // a throwable is user code too: its getMessage may throw, and must not end the thread
            LOG.error(
                    "{}: {} threw {}, which cannot be shown",
                    module,
                    call,
                    cause.getClass().getName());
        }
        lastNanos = now;
        leftOut = 0;
    }

    private void log(String call, Throwable cause) {
        if (leftOut > 0) {
            LOG.error("{}: {} threw, and {} times more since the last report", module, call, leftOut, cause);
        } else {
            LOG.error("{}: {} threw", module, call, cause);
        }
    }
}
