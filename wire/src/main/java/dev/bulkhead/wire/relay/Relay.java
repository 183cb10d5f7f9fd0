package dev.bulkhead.wire.relay;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.broker.Forwarder;
import dev.bulkhead.broker.ForwarderPort;
import dev.bulkhead.wire.packet.Failed;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.session.Role;
import dev.bulkhead.wire.session.SessionState;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A member of a broker that hands its messages to its twin in another process, and publishes what the twin hands over. The proxy
 * module in the gateway works with one, and its mirror image in the host is another: one session between them.
 *
 * <p>{@code receive} encodes, {@code endOfBatch} sends. While the reply is on its way the inbox fills, so one message goes alone
 * when little is going on, and thousands go together when much is.
 *
 * <p>Two threads work here, each with a half of its own: the module's sends {@link Requests}, the server's makes
 * {@link Replies}. They have only the {@link Session} in common.
 */
public final class Relay implements Forwarder {
    private final Session session;
    private final Requests requests;
    private final Replies replies;

    /**
     * Begins a session.
     *
     * @param role the side that this is
     * @param epoch the number of the session
     * @param channel to the twin's server; closed by {@code destroy}
     * @param patience how long a request may wait here for room, a small part of the heartbeat limit
     * @param listener takes all that is no message
     */
    public Relay(Role role, long epoch, RequestChannel channel, Duration patience, RelayListener listener) {
        session = new Session(role, epoch, listener);
        requests = new Requests(session, channel);
        replies = new Replies(session, patience);
    }

    @Override
    public void attach(ForwarderPort port) {
        session.attach(port);
    }

    @Override
    public void create(ModuleContext context) {}

    @Override
    public void receive(Message message) {
        requests.add(message);
    }

    @Override
    public void endOfBatch() {
        requests.sendAll();
    }

    @Override
    public void destroy() {
        requests.close();
    }

    /** {@return the state of the session} */
    public SessionState state() {
        return session.state();
    }

    /** {@return whether a request of this epoch is one of this session's} From any thread. */
    public boolean isOf(long epoch) {
        return session.epoch() == epoch && session.state() != SessionState.CLOSED;
    }

    /** Moves the session on. From any thread. */
    public void state(SessionState next) {
        session.state(next);
    }

    /** Makes every call return soon, for ever: the twin is gone, or is to be given up. From any thread. */
    public void abort() {
        session.abort();
    }

    /** {@return whether it was given up} */
    public boolean isAborted() {
        return session.isAborted();
    }

    /** Sends all that the listener has to say, with no message. On the module's thread. */
    public void sendNow() {
        requests.tellAll();
    }

    /** Lets messages that the twin does not take be given up after so long. From any thread. */
    public void drainFor(Duration limit) {
        session.drainUntil(System.nanoTime() + limit.toNanos());
    }

    /**
     * Sends a request, again while the twin says PENDING. On the module's thread.
     *
     * @param packets writes what the request says
     * @return the reply, behind its REPLY packet; null if aborted
     * @throws ProtocolException what the twin refused it with
     */
    public @Nullable PacketReader call(Consumer<PacketWriter> packets) throws ProtocolException {
        return requests.call(packets);
    }

    /**
     * Settles messages of this side that the twin has processed. From any thread.
     *
     * @throws ProtocolException if the twin cannot have them
     */
    public void settle(Processed processed) throws ProtocolException {
        session.settle(processed);
    }

    /**
     * Notes what a message of this side failed with, before it is settled. From any thread.
     *
     * @throws ProtocolException if the twin cannot have it
     */
    public void failed(Failed failed) throws ProtocolException {
        session.failed(failed);
    }

    /**
     * Answers a request of the twin. On the server's thread.
     *
     * @param request as {@link PacketReader#PacketReader(ByteBuffer)} wants it; not kept
     * @return the reply; an ERROR packet if the request was refused
     */
    public byte[] reply(ByteBuffer request) {
        return replies.to(request);
    }
}
