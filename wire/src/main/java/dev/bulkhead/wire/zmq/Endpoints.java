package dev.bulkhead.wire.zmq;

import dev.bulkhead.wire.session.Protocol;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    private final ZContext context = new ZContext(1);
    /** How long a connection may be nobody's. */
    private static final Duration STRANGERS_STAY = Duration.ofSeconds(10);

    private final int maxMessage;
    private final Duration strangersStay;
    private final SeldomLog failures = new SeldomLog();
    /** There is a thread only while somebody is a stranger. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Endpoints::timerThread);

    private @Nullable Doorkeeper doorkeeper;
    private volatile @Nullable OwnConnections own;

    /**
     * @param maxMessage the largest message that a peer may send, in bytes of its frame
     */
    public Endpoints(int maxMessage) {
        this(maxMessage, STRANGERS_STAY);
    }

    Endpoints(int maxMessage, Duration strangersStay) {
        this.maxMessage = maxMessage;
        this.strangersStay = strangersStay;
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        context.setNotificationExceptionHandler(this::report);
    }

    private static Thread timerThread(Runnable work) {
        Thread thread = new Thread(work, "strangers");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Hears of what a thread of JeroMQ survived. A session that was stopped while its socket closed may acknowledge that once
     * more, to a mailbox that is null by then. What else there is may come from a peer, as often as that likes.
     */
    void report(Thread thread, Throwable failure) {
        if (failure instanceof NullPointerException) {
            LOG.debug("{} acknowledged the end of a socket that was gone already", thread.getName(), failure);
        } else if (failures.isDue()) {
            LOG.warn("{} failed in JeroMQ, and goes on", thread.getName(), failure);
        }
    }

    /**
     * Opens a server for the loopback interface, and begins to answer.
     *
     * @param url where to listen
     * @param name the name of its thread
     * @param handler makes the replies
     * @throws IOException if the address is taken or cannot be listened on
     */
    public ReplyServer listen(String url, String name, ReplyServer.Handler handler) throws IOException {
        return listen(url, name, Security.PLAIN, new Refusals(name), handler);
    }

    /**
     * Opens a server and begins to answer.
     *
     * @param url where to listen
     * @param name the name of its thread
     * @param security who may connect
     * @param refusals counts who was turned away
     * @param handler makes the replies
     * @throws IOException if the address is taken or cannot be listened on
     */
    public ReplyServer listen(
            String url, String name, Security security, Refusals refusals, ReplyServer.Handler handler)
            throws IOException {
        Strangers strangers = new Strangers(strangersStay, timer, !security.isPlain(), refusals);
        // Before it listens, as JeroMQ lets everybody in while there is no doorkeeper.
        if (!security.isPlain()) {
            requireDoorkeeper().guard(security.door(), strangers);
        }
        return new ReplyServer(this, url, name, security, strangers, handler);
    }

    private synchronized Doorkeeper requireDoorkeeper() {
        Doorkeeper present = doorkeeper;
        if (present == null) {
            present = new Doorkeeper(context.createSocket(SocketType.REP));
            doorkeeper = present;
        }
        return present;
    }

    /** {@return a channel to a server on this machine, which may come later; nothing is sent yet} */
    public RequestChannel connect(String url) {
        return connect(url, RequestChannel.RETRY_AFTER.multipliedBy(RequestChannel.TRIES), Security.PLAIN);
    }

    /**
     * {@return a channel to a server that must not be silent for too long; nothing is sent yet}
     *
     * @param silence after how much silence the server counts as gone: there is time for several tries
     * @param security who the server must be
     */
    public RequestChannel connect(String url, Duration silence, Security security) {
        Duration several = silence.dividedBy(RequestChannel.TRIES);
        boolean soon = several.compareTo(RequestChannel.RETRY_AFTER) < 0;
        return new RequestChannel(this, url, soon ? several : RequestChannel.RETRY_AFTER, security);
    }

    /**
     * {@return whether a connection over loopback, that comes from an address, was made by a channel from here} Knows the connections
     * that are made after the first call. Thread-safe.
     */
    public synchronized Predicate<SocketAddress> ownConnections() {
        OwnConnections known = own;
        if (known == null) {
            known = new OwnConnections();
            own = known;
        }
        return known;
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
        OwnConnections known = own;
        if (known != null && type == SocketType.REQ) {
            boolean unusedToo = socket.setSelectorChooser(known);
        }
        return socket;
    }

    static void close(ZMQ.Socket socket) {
        socket.close();
    }

    @Override
    public synchronized void close() {
        if (doorkeeper != null) {
            doorkeeper.close();
        }
        context.close();
        List<Runnable> unused = timer.shutdownNow();
    }
}
