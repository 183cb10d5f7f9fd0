package dev.bulkhead.wire.zmq;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A REQ socket and what it takes to keep it going: after a reply that did not come, the socket is replaced and the same request
 * sent again, as a REQ that waits for a reply can do nothing else. Belongs to one thread.
 */
public final class RequestChannel implements AutoCloseable {
    /** How long a reply may take before the request is sent again, unless something else is asked for. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /**
     * The same for the first reply through a new socket; doubled each time it does not come. JeroMQ 0.6.0 sometimes forgets a
     * connection that it has just made: when something else happens in the moment of the connect, its poller registers the
     * new connection's handle under the key of the old one, which it cancels, and nothing moves any more.
     */
    static final Duration FIRST_RETRY_AFTER = Duration.ofMillis(400);

    /** How many times a request can be sent before its server counts as gone. */
    static final int TRIES = 5;

    private static final int POLL_MILLIS = 50;

    private final Endpoints endpoints;
    private final String url;
    private final Duration retryAfter;
    private final Security security;
    private ZMQ.@Nullable Socket socket;
    /** Whether a reply has come through this socket. */
    private boolean proven;

    private Duration firstPatience;
    private ByteBuffer sent = ByteBuffer.allocate(0);
    private boolean mayStillRead;

    /**
     * @param retryAfter how long a reply may take before the request is sent again
     */
    RequestChannel(Endpoints endpoints, String url, Duration retryAfter, Security security) {
        this.endpoints = endpoints;
        this.url = url;
        this.retryAfter = retryAfter;
        this.security = security;
        firstPatience = atMost(FIRST_RETRY_AFTER);
    }

    private Duration atMost(Duration patience) {
        return patience.compareTo(retryAfter) < 0 ? patience : retryAfter;
    }

    /**
     * Sends a request, again and again if need be, until its reply is there.
     *
     * @param request as for {@link #send}
     * @param aborted asked every 50 ms whether to give up
     * @return the reply; null if given up
     * @throws IllegalArgumentException if there can be nothing at the URL
     */
    public byte @Nullable [] call(ByteBuffer request, BooleanSupplier aborted) {
        if (aborted.getAsBoolean()) {
            return null;
        }
        send(request);
        return await(aborted);
    }

    /**
     * Sends a request, and does not wait for the reply, which {@link #await} must be asked for before another is sent, and
     * before the request's bytes are written to again.
     *
     * @param request its bytes, on the heap, sent without a copy; must stay the same until {@link #await} returns, and longer if
     *     {@link #mayStillRead} then says so
     * @throws IllegalArgumentException if there can be nothing at the URL
     */
    public void send(ByteBuffer request) {
        // A slice, because JeroMQ takes a buffer's whole capacity for the message.
        sent = request.slice();
        int unused = open().sendByteBuffer(sent, 0);
    }

    /**
     * Waits for the reply to what was sent, and sends it again if need be. When it gives up, nothing is sent any more.
     *
     * @param aborted asked every 50 ms whether to give up
     * @return the reply; null if given up
     */
    public byte @Nullable [] await(BooleanSupplier aborted) {
        mayStillRead = false;
        while (true) {
            byte[] reply =
                    aborted.getAsBoolean() ? null : receive(open(), proven ? retryAfter : firstPatience, aborted);
            if (reply != null) {
                proven = true;
                firstPatience = atMost(FIRST_RETRY_AFTER);
                return reply;
            }
            mayStillRead |= socket != null;
            close();
            if (aborted.getAsBoolean()) {
                return null;
            }
            firstPatience = atMost(firstPatience.multipliedBy(2));
            int unused = open().sendByteBuffer(sent, 0);
        }
    }

    /**
     * {@return whether the last {@link #await} closed a socket before it had an answer: JeroMQ may then still be sending the bytes
     * of the request, so nobody may write to them any more}
     */
    public boolean mayStillRead() {
        return mayStillRead;
    }

    private static byte @Nullable [] receive(ZMQ.Socket open, Duration patience, BooleanSupplier aborted) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - deadline < 0 && !aborted.getAsBoolean()) {
            byte[] reply = open.recv(0);
            if (reply != null) {
                return reply;
            }
        }
        return null;
    }

    private ZMQ.Socket open() {
        ZMQ.Socket open = socket;
        if (open == null) {
            open = endpoints.socket(SocketType.REQ, RequestBuffers::fresh);
            open.setReceiveTimeOut(POLL_MILLIS);
            connect(open);
            socket = open;
        }
        return open;
    }

    private void connect(ZMQ.Socket open) {
        security.connect(open);
        try {
            open.connect(url);
        } catch (RuntimeException e) { // JeroMQ throws several kinds
            Endpoints.close(open);
            throw new IllegalArgumentException("cannot connect to " + url + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        ZMQ.Socket open = socket;
        if (open != null) {
            socket = null;
            proven = false;
            Endpoints.close(open);
        }
    }
}
