package dev.bulkhead.wire.relay;

import dev.bulkhead.api.MessageTooLargeException;
import dev.bulkhead.broker.Feed;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import java.util.Arrays;

/**
 * Publishes the messages of requests. One that finds no room within the time a socket's thread may wait is not accepted: the
 * other side keeps it and sends it first in its next request, and here only its progress is kept. Used by one thread.
 */
final class Intake {
    /** So many failures go into one reply. */
    private static final int MOST_FAILURES = 1000;

    private final Feed feed;
    private final FrameDecoder decoder = new FrameDecoder();
    private long accepted;

    Intake(Feed feed) {
        this.feed = feed;
    }

    /**
     * Publishes the message of the present packet.
     *
     * @return whether it was accepted; if not, no later one of this request may be offered
     */
    boolean accept(PacketReader packet, long deadline) throws ProtocolException {
        if (!publish(packet, deadline)) {
            return false;
        }
        accepted++;
        return true;
    }

    private boolean publish(PacketReader packet, long deadline) throws ProtocolException {
        if (feed.isUnfinished()) {
            packet.skip();
            return feed.resume(deadline);
        }
        try {
            return feed.publish(packet.message(decoder), deadline);
        } catch (MessageTooLargeException e) {
            throw new ProtocolException(ErrorCode.TOO_LARGE, String.valueOf(e.getMessage()));
        }
    }

    /** The request has been read: what it brought must not wait for the next. */
    void requestEnds() {
        feed.wakeSinks();
    }

    /** {@return what became of the messages of this session, as far as that is known when {@code deadline} has passed} */
    Processed settled(long deadline) {
        long upTo = feed.stored(deadline);
        long[] failed = feed.takeFailed(MOST_FAILURES);
        return new Processed(
                failed.length == MOST_FAILURES ? failed[MOST_FAILURES - 1] : upTo,
                Arrays.stream(failed).boxed().toList());
    }

    /** {@return how many messages of this session have been accepted} */
    long accepted() {
        return accepted;
    }
}
