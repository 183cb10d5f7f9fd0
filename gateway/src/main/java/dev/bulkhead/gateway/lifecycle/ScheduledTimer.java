package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The clock of this machine.
 *
 * @param executor does what is done later; must not be kept waiting
 */
record ScheduledTimer(ScheduledExecutorService executor) implements Timer {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Runnable after(Duration pause, Runnable work) {
        Future<?> planned = executor.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> planned.cancel(false);
    }
}
