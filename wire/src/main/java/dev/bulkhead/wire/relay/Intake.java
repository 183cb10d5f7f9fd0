package dev.bulkhead.wire.relay;

import dev.bulkhead.api.MessageTooLargeException;
import dev.bulkhead.broker.ForwarderPort;
import dev.bulkhead.broker.Publication;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the messages of requests. One that finds no room within the time a socket's thread may wait is not accepted: the
 * other side keeps it and sends it first in its next request, and here only its progress is kept. Used by one thread.
 */
final class Intake {
    private final ForwarderPort port;
    private @Nullable Publication unfinished;
    private long accepted;

    Intake(ForwarderPort port) {
        this.port = port;
    }

    /**
     * Publishes the message of the present packet.
     *
     * @return whether it was accepted; if not, no later one of this request may be offered
     */
    boolean accept(PacketReader packet, long deadline) throws ProtocolException {
        Publication publication = unfinished;
        if (publication == null) {
            publication = publication(packet);
        } else {
            packet.skip();
        }
        if (publication.advance(deadline)) {
            unfinished = null;
            accepted++;
            return true;
        }
        unfinished = publication;
        return false;
    }

    private Publication publication(PacketReader packet) throws ProtocolException {
        try {
            return port.publication(packet.message());
        } catch (MessageTooLargeException e) {
            throw new ProtocolException(ErrorCode.TOO_LARGE, String.valueOf(e.getMessage()));
        }
    }

    /** {@return how many messages of this session have been accepted} */
    long accepted() {
        return accepted;
    }
}
