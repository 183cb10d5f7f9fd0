package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.StoredMessage;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A message of a durable link, while it is in memory. Guarded by the lock of its queue, but for the state. */
final class Entry {

    /** Whether the message is on disk. */
    enum State {
        PENDING,
        STORED,
        FAILED
    }

    private final StoredMessage stored;
    private volatile State state;
    private int attempts;
    /** When it may be taken, on the clock of {@code System.nanoTime()}; of no account before the first attempt. */
    private long due;

    private boolean redelivered;
    private boolean keptForRetry;
    private @Nullable Object taker;
    /** Who published it and waits for the disk. */
    private volatile @Nullable Thread waiter;

    Entry(StoredMessage stored, State state) {
        this.stored = stored;
        this.state = state;
    }

    StoredMessage stored() {
        return stored;
    }

    long number() {
        return stored.number();
    }

    long size() {
        return stored.message().size();
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    /** Waits until the message is on disk or has failed, or the time is over. An interrupt does not end the wait; it is kept. */
    void awaitNotPending(long deadline) {
        waiter = Thread.currentThread();
        boolean interrupted = false;
        for (long left = deadline - System.nanoTime();
                state == State.PENDING && left > 0;
                left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            interrupted |= Thread.interrupted();
        }
        waiter = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The state has changed: who waits for that alone is woken, and not all who wait for the disk. */
    void wakeWaiter() {
        Thread thread = waiter;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** {@return the message as the sink gets it} */
    Message marked(String source) {
        return Marks.mark(stored.message(), source, number(), redelivered);
    }

    void mayHaveBeenDelivered() {
        redelivered = true;
    }

    int attempts() {
        return attempts;
    }

    /** One more attempt has failed. */
    void failed() {
        attempts++;
        redelivered = true;
    }

    void attempts(int before) {
        attempts = before;
    }

    void due(long nanos) {
        due = nanos;
    }

    boolean isDue(long now) {
        return attempts == 0 || now - due >= 0;
    }

    long dueNanos() {
        return due;
    }

    /** {@return whether the store keeps it apart from the queue, for another attempt} */
    boolean isKeptForRetry() {
        return keptForRetry;
    }

    void keptForRetry() {
        keptForRetry = true;
    }

    void takenBy(Object newTaker) {
        taker = newTaker;
    }

    @SuppressWarnings("ReferenceEquality") // the very one: a later life of the same module is another
    boolean isTakenBy(Object other) {
        return taker == other;
    }
}
