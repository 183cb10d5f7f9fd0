package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** A REP socket and its thread, which answers one request after the other. */
public final class ReplyServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyServer.class);

    /** Makes the reply to a request. Called on the server's thread; must not take long, and must not throw. */
    public interface Handler {
        byte[] reply(byte[] request);
    }

    private final Endpoints endpoints;
    private final Handler handler;
    private final ZMQ.Socket socket;
    private final String url;
    /** A socket must not be touched or interrupted from outside, so a request that nobody else can know stops the thread. */
    private final byte[] stopWord = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

    private final String stopUrl = "inproc://stop-" + UUID.randomUUID();
    private final Thread thread;

    ReplyServer(Endpoints endpoints, String address, String name, Handler handler) throws IOException {
        this.endpoints = endpoints;
        this.handler = handler;
        socket = endpoints.socket(SocketType.REP);
        url = bind(address);
        thread = new Thread(this::serve, name);
        thread.setDaemon(true);
        thread.start();
    }

    private String bind(String address) throws IOException {
        try {
            socket.bind(stopUrl);
            socket.bind(address);
            return socket.getLastEndpoint();
        } catch (ZMQException | IllegalArgumentException e) {
            Endpoints.close(socket);
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** {@return where this server listens, with the port that was taken} */
    public String url() {
        return url;
    }

    private void serve() {
        try {
            byte[] request = receive();
            while (!Arrays.equals(request, stopWord)) {
                socket.send(handler.reply(request), 0);
                request = receive();
            }
            socket.send(new byte[0], 0);
        } catch (ZMQException e) {
            LOG.debug("the server on {} ends: {}", url, e.getMessage());
        } finally {
            Endpoints.close(socket);
        }
    }

    /** {@return the next request; empty, which no handler takes, in place of one in several parts, which the protocol has not} */
    private byte[] receive() {
        byte[] request = socket.recv(0);
        if (!socket.hasReceiveMore()) {
            return request;
        }
        while (socket.hasReceiveMore()) {
            byte[] unused = socket.recv(0);
        }
        return new byte[0];
    }

    /** Stops the thread after the present reply, and closes the socket. Returns at once when called a second time. */
    @Override
    public void close() {
        if (!thread.isAlive()) {
            return;
        }
        try (RequestChannel stop = endpoints.connect(stopUrl)) {
            byte[] unused = stop.call(stopWord, stopWord.length, () -> !thread.isAlive());
        }
        awaitEnd();
    }

    /** The thread closes its socket last of all, which must not happen while somebody closes the context. */
    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
