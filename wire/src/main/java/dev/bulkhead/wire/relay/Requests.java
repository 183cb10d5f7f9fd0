package dev.bulkhead.wire.relay;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The half of a relay that asks. Belongs to the module's thread, the only one to use the channel. */
final class Requests {
    private final Session session;
    private final RequestChannel channel;
    private PacketWriter head = new PacketWriter();
    private final Outbox outbox = new Outbox();
    private long sequence;

    Requests(Session session, RequestChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    void add(Message message) {
        if (outbox.isFullFor(message)) {
            sendAll();
        }
        outbox.add(message);
    }

    /** Sends messages until the twin has taken them all, and what the listener has to say with them. */
    void sendAll() {
        while (!outbox.isEmpty()) {
            if (!exchange() || session.isDrained()) {
                // Nobody will take them any more. They stay in flight until the owner settles the account.
                outbox.clear();
            }
        }
        tellTheRest();
    }

    /** Sends what the listener has to say, once in any case: it is a sign of life. */
    void tellAll() {
        if (exchange()) {
            tellTheRest();
        }
    }

    private void tellTheRest() {
        while (session.listener().hasMore()) {
            if (!exchange()) {
                return;
            }
        }
    }

    /** Sends the listener's packets and the outbox, and settles what the reply says. {@return whether there was a reply} */
    private boolean exchange() {
        try {
            beginRequest();
            session.listener().addTo(head);
            PacketReader reply = send(outbox.isEmpty() ? head.toBuffer() : outbox.after(head));
            if (reply == null) {
                return false;
            }
            session.listener().added();
            settle(reply.expect(PacketType.ACCEPTED));
            return true;
        } catch (ProtocolException e) {
            session.breakOff(e);
            return false;
        }
    }

    private void settle(PacketReader reply) throws ProtocolException {
        int accepted = reply.u31();
        long processed = reply.u64();
        reply.requireEnd();
        if (accepted > outbox.count()) {
            throw new ProtocolException(
                    ErrorCode.BAD_PACKET, accepted + " messages were accepted of " + outbox.count() + " sent");
        }
        outbox.removeFirst(accepted);
        session.settle(processed, new long[0]);
    }

    /** {@return the reply behind its REPLY packet, asked for again while the twin says PENDING; null if aborted} */
    @Nullable
    PacketReader call(Consumer<PacketWriter> packets) throws ProtocolException {
        beginRequest();
        packets.accept(head);
        return send(head.toBuffer());
    }

    private void beginRequest() {
        sequence++;
        head.clear(Protocol.OVERHEAD);
        head.begin(PacketType.REQUEST).u64(session.epoch()).u64(sequence).end();
    }

    private @Nullable PacketReader send(ByteBuffer request) throws ProtocolException {
        while (true) {
            byte[] bytes = channel.call(request, session::isAborted);
            if (channel.mayStillRead()) {
                head = head.copy();
                outbox.renew();
            }
            if (bytes == null) {
                return null;
            }
            PacketReader reply = open(bytes);
            session.listener().answered();
            if (reply != null) {
                return reply;
            }
        }
    }

    /** {@return the reply behind its REPLY packet; null if the twin says PENDING} */
    private @Nullable PacketReader open(byte[] bytes) throws ProtocolException {
        PacketReader reply = new PacketReader(bytes);
        PacketReader.requireWellFormed(ByteBuffer.wrap(bytes));
        if (new PacketReader(bytes).next() == PacketType.ERROR) {
            throw Errors.read(reply.expect(PacketType.ERROR));
        }
        reply.expect(PacketType.REPLY);
        if (reply.u64() != session.epoch() || reply.u64() != sequence) {
            throw new ProtocolException(ErrorCode.OUT_OF_SEQUENCE, "a reply to another request came");
        }
        reply.requireEnd();
        return isPending(bytes) ? null : reply;
    }

    private static boolean isPending(byte[] reply) throws ProtocolException {
        PacketReader reader = new PacketReader(reply);
        reader.next();
        reader.skip();
        return reader.hasNext() && reader.next() == PacketType.PENDING;
    }

    void close() {
        channel.close();
    }
}
