package dev.bulkhead.wire.zmq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/**
 * Answers JeroMQ's question, in the ZeroMQ Authentication Protocol (ZAP, RFC 27), whether a peer that has proven a key may come in.
 * Must be there before the first socket with CURVE listens and until the last is closed: JeroMQ lets everybody in who finds none.
 */
final class Doorkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    /** The door, in terms of ZAP the domain, of a server without encryption. Every other door has the name of the key that opens it. */
    static final String OPEN_DOOR = "open";

    private static final String ADDRESS = "inproc://zeromq.zap.01";
    private static final String VERSION = "1.0";
    /** Version, request id, domain, address, identity, mechanism; a key may follow. */
    private static final int PARTS = 6;

    private final ZMQ.Socket socket;
    /** Who stand at a door, as long as there is one. Guarded by itself. */
    private final Map<Strangers, String> doors = new WeakHashMap<>();

    private final AtomicBoolean stop = new AtomicBoolean();
    private final Thread thread;

    /** Begins to answer. {@code socket} is a REP socket, and the doorkeeper's from now on. */
    Doorkeeper(ZMQ.Socket socket) {
        this.socket = socket;
        boolean unused = socket.bind(ADDRESS);
        thread = new Thread(this::serve, "doorkeeper");
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells these strangers of wrong keys at a door, before a server listens there. */
    void guard(String door, Strangers strangers) {
        synchronized (doors) {
            doors.put(strangers, door);
        }
    }

    private void serve() {
        try {
            while (!stop.get()) {
                List<byte[]> request = receive();
                if (request.size() >= PARTS) {
                    reply(request);
                }
            }
        } catch (ZMQException e) {
            LOG.debug("nobody asks who may come in any more", e);
        }
    }

    /** {@return the parts of a question; none if the wait was disturbed, perhaps to stop} */
    private List<byte[]> receive() {
        List<byte[]> parts = new ArrayList<>();
        for (Msg part = next(); part != null; part = next()) {
            parts.add(part.data());
            if (!part.hasMore()) {
                return parts;
            }
        }
        return List.of();
    }

    private @Nullable Msg next() {
        return socket.base().recv(0, stop);
    }

    private void reply(List<byte[]> request) {
        String door = text(request, 2);
        boolean welcome = mayComeIn(door, text(request, 5), request);
        if (!welcome) {
            report(door, text(request, 3));
        }
        send(VERSION, ZMQ.SNDMORE);
        boolean unused = socket.send(request.get(1), ZMQ.SNDMORE);
        send(welcome ? "200" : "400", ZMQ.SNDMORE);
        send(welcome ? "OK" : "this key is not the one awaited here", ZMQ.SNDMORE);
        send("", ZMQ.SNDMORE);
        send("", 0);
    }

    private void report(String door, String host) {
        synchronized (doors) {
            boolean unused = doors.entrySet().stream()
                    .anyMatch(entry ->
                            entry.getValue().equals(door) && entry.getKey().foundWrongKey(host));
        }
    }

    private void send(String text, int flags) {
        boolean unused = socket.send(text.getBytes(StandardCharsets.US_ASCII), flags);
    }

    private static String text(List<byte[]> request, int part) {
        return new String(request.get(part), StandardCharsets.US_ASCII);
    }

    private static boolean mayComeIn(String door, String mechanism, List<byte[]> request) {
        if (door.equals(OPEN_DOOR)) {
            return mechanism.equals("NULL");
        }
        return mechanism.equals("CURVE") && request.size() == PARTS + 1 && door.equals(z85(request.get(PARTS)));
    }

    private static String z85(byte[] key) {
        return key.length == ZMQ.Curve.KEY_SIZE ? ZMQ.Curve.z85Encode(key) : "";
    }

    @Override
    public void close() {
        socket.base().cancel(stop);
        Threads.join(thread);
        Endpoints.close(socket);
    }
}
