package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.StoredMessage;
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
