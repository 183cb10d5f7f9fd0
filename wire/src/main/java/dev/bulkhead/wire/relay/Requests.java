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
    /** Takes messages while others are on their way. */
    private Outbox filling = new Outbox();

    private Outbox onItsWay = new Outbox();
    /** Whether the reply to the last request is still to be waited for. */
    private boolean outstanding;

    private ByteBuffer request = head.toBuffer();
    private long sequence;

    Requests(Session session, RequestChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    /** Encodes a message. When a request is full, it goes, and its reply is waited for when the next one is full. */
    void add(Message message) {
        if (filling.isFullFor(message)) {
            finish();
            ship();
        }
        filling.add(message);
    }

    /** Sends messages until the twin has taken them all, and what the listener has to say with them. */
    void sendAll() {
        finish();
        if (!filling.isEmpty()) {
            ship();
            finish();
        }
        tellTheRest();
    }

    /** Sends what the listener has to say, once in any case: it is a sign of life. */
    void tellAll() {
        finish();
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

    /** Sends what has been encoded, and does not wait for the reply. */
    private void ship() {
        Outbox empty = onItsWay;
        onItsWay = filling;
        filling = empty;
        beginExchange();
        outstanding = true;
    }

    /** Waits until the twin has taken all that is on its way. */
    private void finish() {
        while (!onItsWay.isEmpty()) {
            boolean answered = outstanding ? endExchange() : exchange();
            outstanding = false;
            if (!answered || session.isDrained()) {
                // Nobody will take them any more. They stay in flight until the owner settles the account.
                onItsWay.clear();
            }
        }
    }

    /** Sends the listener's packets and what is on its way, and settles what the reply says. {@return whether there was one} */
    private boolean exchange() {
        beginExchange();
        return endExchange();
    }

    private void beginExchange() {
        beginRequest();
        session.listener().addTo(head);
        send(onItsWay.isEmpty() ? head.toBuffer() : onItsWay.after(head));
    }

    private boolean endExchange() {
        try {
            PacketReader reply = awaitReply();
            if (reply == null) {
                return false;
            }
            session.listener().added();
            settle(Receipt.read(reply, session.role()));
            return true;
        } catch (ProtocolException e) {
            session.breakOff(e);
            return false;
        }
    }

    private void settle(Receipt receipt) throws ProtocolException {
        if (receipt.accepted() > onItsWay.count()) {
            throw new ProtocolException(
                    ErrorCode.BAD_PACKET,
                    receipt.accepted() + " messages were accepted of " + onItsWay.count() + " sent");
        }
        onItsWay.removeFirst(receipt.accepted());
        session.settle(receipt.processed());
    }

    /** {@return the reply behind its REPLY packet, asked for again while the twin says PENDING; null if aborted} */
    @Nullable
    PacketReader call(Consumer<PacketWriter> packets) throws ProtocolException {
        finish();
        beginRequest();
        packets.accept(head);
        send(head.toBuffer());
        return awaitReply();
    }

    private void beginRequest() {
        sequence++;
        head.clear(Protocol.OVERHEAD);
        head.begin(PacketType.REQUEST).u64(session.epoch()).u64(sequence).end();
    }

    private void send(ByteBuffer bytes) {
        request = bytes;
        if (!session.isAborted()) {
            channel.send(bytes);
        }
    }

    /** {@return the reply behind its REPLY packet, asked for again while the twin says PENDING; null if aborted} */
    private @Nullable PacketReader awaitReply() throws ProtocolException {
        while (true) {
            // Also when the session was aborted meanwhile: only this ends the channel's hold on the request's bytes.
            byte[] bytes = channel.await(session::isAborted);
            if (channel.mayStillRead()) {
                head = head.copy();
                onItsWay.renew();
            }
            if (bytes == null) {
                return null;
            }
            PacketReader reply = open(bytes);
            session.listener().answered();
            if (reply != null) {
                return reply;
            }
            send(request);
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
