package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import org.jspecify.annotations.Nullable;

/** Hands messages to one module and counts what becomes of them. On the module's thread. */
final class Delivery {
    private final Module module;
    private final DeliveryListener listener;
    private final FailureLog failures;
    /** Where a forwarder's messages wait to be settled; null for a module whose {@code receive} is the end of the way. */
    private final @Nullable InFlight inFlight;

    Delivery(Module module, DeliveryListener listener, FailureLog failures, @Nullable InFlight inFlight) {
        this.module = module;
        this.listener = listener;
        this.failures = failures;
        this.inFlight = inFlight;
    }

    void deliver(Link link, Message message) {
        if (inFlight != null) {
            // Before the call: the answer may come while receive still runs.
            inFlight.taken(link);
        }
        Throwable thrown = receive(message);
        if (inFlight == null) {
            if (thrown == null) {
                link.delivered(1, this);
            } else {
                link.failed(this, () -> Failure.of(thrown));
            }
            listener.processed(link.source(), thrown);
        }
    }

    /** {@return who says what became of a message that this handed on} */
    Object taker() {
        return inFlight == null ? this : inFlight;
    }

    /** {@return what the module threw; null if it returned} */
    private @Nullable Throwable receive(Message message) {
        try {
            module.receive(message);
            return null;
        } catch (Throwable e) { // user code: not even an Error may end the thread that others wait for
            failures.failed("receive", e);
            return e;
        }
    }

    void endBatch() {
        try {
            module.endOfBatch();
        } catch (Throwable e) { // as above
            failures.failed("endOfBatch", e);
        }
        if (inFlight != null) {
            inFlight.batchEnded();
        }
        listener.batchEnded();
    }
}
