package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets what changes a gateway as a whole come one after the other: its start, other configurations, and, last, its stop. Whoever has a
 * turn reads what is in force within it. Thread-safe.
 */
final class Turns {
    static final String STOPS = "the gateway stops";

    /** Something that may be refused. */
    interface Work {
        void run() throws RefusedException;
    }

    private final ReentrantLock turn = new ReentrantLock(true);
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    /**
     * Does something when those before have had their turn. May wait for long.
     *
     * @throws RefusedException if the gateway stops, or the work is refused
     */
    void inTurn(Work work) throws RefusedException {
        turn.lock();
        try {
            requireRunning();
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Does something that takes no time.
     *
     * @throws RefusedException if somebody else has a turn, the gateway stops, or the work is refused
     */
    void atOnce(Work work) throws RefusedException {
        if (!turn.tryLock()) {
            throw new RefusedException(
                    ControlError.IN_PROGRESS,
                    "the gateway starts, or its configuration is being changed; ask again when that is done");
        }
        try {
            requireRunning();
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /** Lets who has a turn come to an end soon, and nobody have another. */
    void stop() {
        boolean unused = stop.complete(null);
    }

    /** Does something when the last has ended its turn, after {@link #stop}. */
    void last(Runnable work) {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    boolean isStopping() {
        return stop.isDone();
    }

    void requireRunning() throws RefusedException {
        if (isStopping()) {
            throw new RefusedException(ControlError.ILLEGAL_STATE, STOPS);
        }
    }

    /** Waits until something has ended, in whatever way, or the gateway stops. */
    void await(CompletableFuture<?> something) {
        CompletableFuture<Object> unused = CompletableFuture.anyOf(something.handle((done, e) -> true), stop);
        unused.join();
    }

    /**
     * Waits until something is done.
     *
     * @throws TimeoutException if it is not within the limit
     * @throws RefusedException if it was refused, or the gateway stops
     */
    void await(CompletableFuture<Void> something, Duration within) throws TimeoutException, RefusedException {
        try {
            Object unused = CompletableFuture.anyOf(something, stop).get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            requireRunning();
            throw e.getCause() instanceof RefusedException refused
                    ? refused
                    : new RefusedException(ControlError.GENERAL, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ControlError.ILLEGAL_STATE, STOPS);
        }
        requireRunning();
    }
}
