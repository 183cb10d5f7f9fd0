package dev.bulkhead.wire.zmq;

import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.ZError;
import zmq.io.Metadata;

/** A REP socket and its thread, which answers one request after the other. */
public final class ReplyServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyServer.class);
    /** How long JeroMQ may take to leave the address of a server that has just been closed; it does so in the background. */
    private static final Duration ADDRESS_FREE_AFTER = Duration.ofSeconds(1);

    /** Makes the replies. */
    public interface Handler {
        /**
         * {@return the reply to a request} On the server's thread; must not take long.
         *
         * @param request on the heap, from the beginning of its array up to its limit; the server's, and only until the return
         */
        byte[] reply(ByteBuffer request);

        /** {@return whether a request of this epoch is one of the twin's, and so may be large} On JeroMQ's thread. */
        default boolean knows(long epoch) {
            return false;
        }
    }

    private final Handler handler;
    private final Strangers strangers;
    private final ZMQ.Socket socket;
    private final String url;
    private final RequestBuffers buffers = new RequestBuffers();
    /** A socket must not be touched or interrupted from outside, but its waiting can be cancelled. */
    private final AtomicBoolean stop = new AtomicBoolean();

    /** The address of the peer that proved itself last. */
    private @Nullable String lastProven;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    ReplyServer(
            Endpoints endpoints, String address, String name, Security security, Strangers strangers, Handler handler)
            throws IOException {
        this.handler = handler;
        this.strangers = strangers;
        socket = endpoints.socket(SocketType.REP, new RequestGate(buffers, !security.isPlain(), handler));
        security.serve(socket);
        boolean unused = socket.base().setEventHook(strangers, Strangers.EVENTS);
        url = bind(address);
        thread = new Thread(this::serve, name);
        thread.setDaemon(true);
        thread.start();
    }

    private String bind(String address) throws IOException {
        long giveUp = System.nanoTime() + ADDRESS_FREE_AFTER.toNanos();
        while (true) {
            try {
                socket.bind(address);
                return socket.getLastEndpoint();
            } catch (ZMQException e) {
                if (e.getErrorCode() != ZError.EADDRINUSE || System.nanoTime() - giveUp >= 0) {
                    throw cannotListen(address, ZError.toString(e.getErrorCode()), e);
                }
                LockSupport.parkNanos(10_000_000);
            } catch (IllegalArgumentException e) {
                throw cannotListen(address, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private IOException cannotListen(String address, String why, RuntimeException cause) {
        Endpoints.close(socket);
        return new IOException("cannot listen on " + address + ": " + why, cause);
    }

    /** {@return where this server listens, with the port that was taken} */
    public String url() {
        return url;
    }

    private void serve() {
        try {
            while (!stop.get() && socket.errno() != ZError.ETERM) {
                Msg request = receive();
                if (request != null) {
                    byte[] reply = reply(request);
                    buffers.release(request);
                    socket.send(reply, 0);
                    judge(request, reply);
                }
            }
        } catch (ZMQException e) {
            LOG.debug("the server on {} ends: {}", url, e.getMessage());
        }
    }

    /** Whoever gets another reply than an error has shown a token, or an epoch. */
    private void judge(Msg request, byte[] reply) {
        Metadata connection = request.getMetadata();
        String address = connection == null ? null : connection.get(Metadata.PEER_ADDRESS);
        if (address == null || address.equals(lastProven)) {
            return;
        }
        if (reply.length > 0 && reply[0] == PacketType.ERROR.code()) {
            strangers.refuse(address);
        } else {
            strangers.prove(address);
            lastProven = address;
        }
    }

    private byte[] reply(Msg request) {
        try {
            return handler.reply(request.buf());
        } catch (RuntimeException e) { // whatever one request did, the next must find somebody here
            LOG.error("a request to {} could not be answered", url, e);
            return Errors.encode(new ProtocolException(ErrorCode.INTERNAL, "the receiver failed: " + e));
        }
    }

    /**
     * {@return the next request; null if the wait was disturbed, perhaps to stop; an empty one, which no handler takes, in place of
     * one in several parts, which the protocol has not}
     */
    private @Nullable Msg receive() {
        Msg request = socket.base().recv(0, stop);
        if (request == null || !request.hasMore()) {
            return request;
        }
        Msg none = new Msg();
        none.setMetadata(request.getMetadata());
        Msg part = request;
        while (part != null && part.hasMore()) {
            part = socket.base().recv(0, stop);
        }
        return none;
    }

    /** Stops the thread after the present reply, and closes the socket. Returns at once when called a second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            socket.base().cancel(stop);
            Threads.join(thread);
            Endpoints.close(socket);
        }
    }
}
