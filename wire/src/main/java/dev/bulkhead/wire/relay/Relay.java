package dev.bulkhead.wire.relay;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.broker.Forwarder;
import dev.bulkhead.broker.ForwarderPort;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.InboundSequence;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member of a broker that hands its messages to its twin in another process, and publishes what the twin hands over. The proxy
 * module in the gateway works with one, and its mirror image in the host is another: one session between them.
 *
 * <p>{@code receive} encodes, {@code endOfBatch} sends. While the reply is on its way the inbox fills, so one message goes alone
 * when little is going on, and thousands go together when much is.
 *
 * <p>Two threads work here. The module's own sends requests, and is the only one to use the channel. The server's calls
 * {@link #reply}. Each owns the fields of its half.
 */
public final class Relay implements Forwarder {
    private final Role role;
    private final long epoch;
    private final RequestChannel channel;
    private final RelayListener listener;
    private final long patienceNanos;
    private final AtomicBoolean aborted = new AtomicBoolean();
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile SessionState state = SessionState.ATTACHED;
    private volatile @Nullable ForwarderPort port;

    // Of the module's thread.
    private final PacketWriter request = new PacketWriter();
    private final Outbox outbox = new Outbox();
    private long sequence;

    // Of the server's thread.
    private final PacketWriter answer = new PacketWriter();
    private final InboundSequence inbound = new InboundSequence();
    private @Nullable Intake intake;

    /**
     * @param role the side that this is
     * @param epoch the number of the session
     * @param channel to the twin's server; closed by {@code destroy}
     * @param patience how long a request may wait here for room, a small part of the heartbeat limit
     * @param listener takes all that is no message
     */
    public Relay(Role role, long epoch, RequestChannel channel, Duration patience, RelayListener listener) {
        this.role = role;
        this.epoch = epoch;
        this.channel = channel;
        this.listener = listener;
        patienceNanos = patience.toNanos();
    }

    @Override
    public void attach(ForwarderPort newPort) {
        port = newPort;
    }

    @Override
    public void create(ModuleContext context) {}

    @Override
    public void receive(Message message) {
        if (outbox.isFullFor(message)) {
            sendAll();
        }
        outbox.add(message);
    }

    @Override
    public void endOfBatch() {
        sendAll();
    }

    @Override
    public void destroy() {
        channel.close();
    }

    /** {@return the state of the session} */
    public SessionState state() {
        return state;
    }

    /** Moves the session on. */
    public void state(SessionState next) {
        state = next;
    }

    /** Makes every call return soon, for ever: the twin is gone, or is to be given up. From any thread. */
    public void abort() {
        aborted.set(true);
    }

    /** Sends what the listener has to say, with no message. On the module's thread. */
    public void sendNow() {
        exchange();
    }

    private void sendAll() {
        while (!outbox.isEmpty()) {
            if (!exchange()) {
                // Nobody will take them any more. They stay in flight until the owner settles the account.
                outbox.clear();
            }
        }
    }

    /** Sends the listener's packets and the outbox, and settles what the reply says. {@return whether there was a reply} */
    private boolean exchange() {
        try {
            PacketReader reply = call(packets -> {
                listener.addTo(packets);
                outbox.writeTo(packets);
            });
            if (reply == null) {
                return false;
            }
            listener.added();
            settle(reply.expect(PacketType.ACCEPTED));
            return true;
        } catch (ProtocolException e) {
            breakOff(e);
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
        settle(processed, new long[0]);
    }

    /**
     * Settles messages of this side that the twin has processed.
     *
     * @throws ProtocolException if the twin cannot have them
     */
    public void settle(long upTo, long[] failed) throws ProtocolException {
        try {
            port().processed(upTo, failed);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ErrorCode.BAD_PACKET, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Sends a request, again while the twin says PENDING. On the module's thread.
     *
     * @param packets writes what the request says
     * @return the reply, behind its REPLY packet; null if aborted
     * @throws ProtocolException what the twin refused it with
     */
    public @Nullable PacketReader call(Consumer<PacketWriter> packets) throws ProtocolException {
        sequence++;
        request.clear(Protocol.BATCH + Protocol.OVERHEAD);
        request.begin(PacketType.REQUEST).u64(epoch).u64(sequence).end();
        packets.accept(request);
        while (true) {
            byte[] bytes = channel.call(request.buffer(), request.size(), aborted::get);
            if (bytes == null) {
                return null;
            }
            PacketReader reply = open(bytes);
            listener.heard();
            if (reply != null) {
                return reply;
            }
        }
    }

    /** {@return the reply behind its REPLY packet; null if the twin says PENDING} */
    private @Nullable PacketReader open(byte[] bytes) throws ProtocolException {
        PacketReader reply = new PacketReader(bytes);
        PacketReader.requireWellFormed(bytes);
        if (new PacketReader(bytes).next() == PacketType.ERROR) {
            throw Errors.read(reply.expect(PacketType.ERROR));
        }
        reply.expect(PacketType.REPLY);
        if (reply.u64() != epoch || reply.u64() != sequence) {
            throw new ProtocolException(ErrorCode.OUT_OF_SEQUENCE, "a reply to another request came");
        }
        return isPending(bytes) ? null : reply;
    }

    private static boolean isPending(byte[] reply) throws ProtocolException {
        PacketReader reader = new PacketReader(reply);
        reader.next();
        reader.skip();
        return reader.hasNext() && reader.next() == PacketType.PENDING;
    }

    /**
     * Answers a request of the twin. On the server's thread.
     *
     * @return the reply; an ERROR packet if the request was refused
     */
    public byte[] reply(byte[] bytes) {
        boolean fromTwin = false;
        try {
            PacketReader reader = new PacketReader(bytes);
            reader.expect(PacketType.REQUEST);
            if (reader.u64() != epoch || state == SessionState.CLOSED) {
                throw new ProtocolException(
                        ErrorCode.UNKNOWN_SESSION, "the session of this request is over; say hello again");
            }
            fromTwin = true;
            listener.heard();
            return replyTo(reader, bytes);
        } catch (ProtocolException e) {
            if (fromTwin && e.code().isFatal()) {
                breakOff(e);
            }
            return Errors.encode(e);
        }
    }

    private byte[] replyTo(PacketReader reader, byte[] bytes) throws ProtocolException {
        PacketReader.requireWellFormed(bytes);
        long number = reader.u64();
        reader.requireEnd();
        byte[] earlier = inbound.receive(number);
        if (earlier != null) {
            return earlier;
        }
        answer.clear(Protocol.OVERHEAD);
        answer.begin(PacketType.REPLY).u64(epoch).u64(number).end();
        boolean done = take(reader);
        if (!done) {
            answer.begin(PacketType.PENDING).end();
            return answer.toBytes();
        }
        byte[] reply = answer.toBytes();
        inbound.replied(reply);
        return reply;
    }

    /** {@return whether the answer is complete} */
    private boolean take(PacketReader reader) throws ProtocolException {
        long deadline = System.nanoTime() + patienceNanos;
        int accepted = 0;
        boolean room = true;
        boolean answered = false;
        while (reader.hasNext()) {
            PacketType type = reader.next();
            state.require(role, type);
            if (type != PacketType.MESSAGE) {
                int before = answer.size();
                if (!listener.packet(type, reader, answer)) {
                    return false;
                }
                answered |= answer.size() > before;
            } else if (room && intake().accept(reader, deadline)) {
                accepted++;
            } else {
                room = false;
                reader.skip();
            }
        }
        if (!answered) {
            writeAccepted(accepted);
        }
        return true;
    }

    private void writeAccepted(int accepted) {
        long processed = listener.processed(intake().accepted());
        answer.begin(PacketType.ACCEPTED).u32(accepted).u64(processed).end();
    }

    private Intake intake() {
        Intake present = intake;
        if (present == null) {
            present = new Intake(port());
            intake = present;
        }
        return present;
    }

    private ForwarderPort port() {
        ForwarderPort present = port;
        if (present == null) {
            throw new IllegalStateException("the relay has not been attached to a broker");
        }
        return present;
    }

    private void breakOff(ProtocolException cause) {
        if (!aborted.get() && broken.compareAndSet(false, true)) {
            abort();
            listener.broken(cause);
        }
    }
}
