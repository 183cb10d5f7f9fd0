package dev.bulkhead.wire.session;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a request which is sent again is not processed again: the reply to the last one is kept, and is all that a
 * repeated request gets. A request whose reply was PENDING is not done, so its repetition is looked at anew. Not thread-safe.
 */
public final class InboundSequence {
    private long last;
    private byte @Nullable [] lastReply;

    /**
     * Looks at the sequence number of a request.
     *
     * @return the reply if the request was processed before; null if it is to be processed now
     * @throws ProtocolException OUT_OF_SEQUENCE if it is neither the last one nor the next
     */
    public byte @Nullable [] receive(long sequence) throws ProtocolException {
        if (sequence == last && last > 0) {
            return lastReply;
        }
        if (sequence != last + 1) {
            throw new ProtocolException(
                    ErrorCode.OUT_OF_SEQUENCE, "the sequence number is " + sequence + ", expected " + (last + 1));
        }
        last = sequence;
        lastReply = null;
        return null;
    }

    /** Keeps the reply to the present request. */
    public void replied(byte[] reply) {
        lastReply = reply;
    }
}
