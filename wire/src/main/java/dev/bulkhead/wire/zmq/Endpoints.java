package dev.bulkhead.wire.zmq;

import dev.bulkhead.wire.session.Protocol;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.msg.MsgAllocator;

/**
 * Makes the sockets of one process. {@code tcp://HOST:PORT} and {@code ipc://NAME} are understood; a {@code *} as port takes a free
 * one. JeroMQ's {@code ipc} is TCP on a loopback port made from the name: two names can share one, and any local user can
 * connect.
 */
public final class Endpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private static final Pattern TCP = Pattern.compile("tcp://(?:\\[[0-9A-Fa-f:]+]|[A-Za-z0-9.-]+):([0-9]{1,5})");

    private final ZContext context = new ZContext(1);
    private final int maxMessage;

    /**
     * @param maxMessage the largest message that a peer may send, in bytes of its frame
     */
    public Endpoints(int maxMessage) {
        this.maxMessage = maxMessage;
        context.setNotificationExceptionHandler(Endpoints::report);
    }

    /**
     * Hears of what a thread of JeroMQ survived. A session that was stopped while its socket closed may acknowledge that once
     * more, to a mailbox that is null by then.
     */
    static void report(Thread thread, Throwable failure) {
        if (failure instanceof NullPointerException) {
            LOG.debug("{} acknowledged the end of a socket that was gone already", thread.getName(), failure);
        } else {
            LOG.warn("{} failed in JeroMQ, and goes on", thread.getName(), failure);
        }
    }

    /** {@return whether that can be connected to: {@code tcp://HOST:PORT} with a port from 1 to 65535, or {@code ipc://NAME}} */
    public static boolean isUrl(String url) {
        Matcher tcp = TCP.matcher(url);
        if (tcp.matches()) {
            int port = Integer.parseInt(tcp.group(1));
            return port > 0 && port <= 65_535;
        }
        return url.matches("ipc://[A-Za-z0-9._/-]+");
    }

    /**
     * Opens a server and begins to answer.
     *
     * @param url where to listen
     * @param name the name of its thread
     * @param handler makes the replies
     * @throws java.io.IOException if the address is taken or cannot be listened on
     */
    public ReplyServer listen(String url, String name, ReplyServer.Handler handler) throws java.io.IOException {
        return new ReplyServer(this, url, name, handler);
    }

    /** {@return a channel to a server, which may come later; nothing is sent yet} */
    public RequestChannel connect(String url) {
        return new RequestChannel(this, url, RequestChannel.RETRY_AFTER);
    }

    /**
     * {@return a channel to a server that must not be silent for too long; nothing is sent yet}
     *
     * @param silence after how much silence the server counts as gone: there is time for several tries
     */
    public RequestChannel connect(String url, Duration silence) {
        Duration several = silence.dividedBy(5);
        boolean soon = several.compareTo(RequestChannel.RETRY_AFTER) < 0;
        return new RequestChannel(this, url, soon ? several : RequestChannel.RETRY_AFTER);
    }

    ZMQ.Socket socket(SocketType type, MsgAllocator allocator) {
        ZMQ.Socket socket = context.createSocket(type);
        // Only the last reply before an end is worth waiting for; a request that nobody answers is not.
        socket.setLinger(type == SocketType.REP ? 1000 : 0);
        // Each side asks one thing at a time, so nothing of a peer that keeps to the protocol ever waits.
        socket.setRcvHWM(2);
        // Holds before anybody has authenticated: a larger message ends the connection, and is never put into memory.
        socket.setMaxMsgSize(Protocol.maxRequest(maxMessage));
        boolean unused = socket.setMsgAllocator(allocator);
        return socket;
    }

    static void close(ZMQ.Socket socket) {
        socket.close();
    }

    @Override
    public void close() {
        context.close();
    }
}
