package dev.bulkhead.wire.relay;

import dev.bulkhead.broker.ForwarderPort;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Failed;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What the two halves of a relay have in common: which session it is, and how it stands with it. Thread-safe. */
final class Session {
    private static final long NEVER = 0;

    private final Role role;
    private final long epoch;
    private final RelayListener listener;
    private final AtomicBoolean aborted = new AtomicBoolean();
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile SessionState state = SessionState.ATTACHED;
    private volatile @Nullable ForwarderPort port;
    private volatile long drainUntil = NEVER;

    Session(Role role, long epoch, RelayListener listener) {
        this.role = role;
        this.epoch = epoch;
        this.listener = listener;
    }

    Role role() {
        return role;
    }

    long epoch() {
        return epoch;
    }

    RelayListener listener() {
        return listener;
    }

    SessionState state() {
        return state;
    }

    void state(SessionState next) {
        state = next;
    }

    void attach(ForwarderPort newPort) {
        port = newPort;
    }

    ForwarderPort port() {
        ForwarderPort present = port;
        if (present == null) {
            throw new IllegalStateException("the relay has not been attached to a broker");
        }
        return present;
    }

    void abort() {
        aborted.set(true);
    }

    boolean isAborted() {
        return aborted.get();
    }

    void drainUntil(long nanoTime) {
        drainUntil = nanoTime == NEVER ? 1 : nanoTime;
    }

    /** {@return whether the time is over in which messages are still to be sent} */
    boolean isDrained() {
        return drainUntil != NEVER && System.nanoTime() - drainUntil >= 0;
    }

    /** The session cannot go on. The listener hears of the first cause only, and of none that follows from giving up. */
    void breakOff(ProtocolException cause) {
        if (!aborted.get() && broken.compareAndSet(false, true)) {
            // First: a call that returns because of the abort asks why.
            listener.broken(cause);
            abort();
            state = SessionState.CLOSED;
        }
    }

    /** Settles messages of this side that the twin has processed. */
    void settle(Processed processed) throws ProtocolException {
        try {
            port().processed(
                            processed.upTo(),
                            processed.failed().stream()
                                    .mapToLong(Long::longValue)
                                    .toArray());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ErrorCode.BAD_PACKET, String.valueOf(e.getMessage()));
        }
    }

    /** Keeps what a message of this side failed with until it is settled. */
    void failed(Failed failed) throws ProtocolException {
        try {
            port().failed(failed.number(), failed.what());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ErrorCode.BAD_PACKET, String.valueOf(e.getMessage()));
        }
    }
}
