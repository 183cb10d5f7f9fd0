package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zmq.ZMQ;

/**
 * The connections of one server. Until it has proven that it belongs here, a connection is a stranger's: there are few of them, not
 * for long, and each is refused a few requests only. When there are too many, the oldest has to go of those who come from where most
 * come from: so somebody far away, who cannot prove himself at once, gets in however many connect from elsewhere. Thread-safe.
 */
final class Strangers implements ZMQ.EventConsummer {
    static final int EVENTS =
            ZMQ.ZMQ_EVENT_ACCEPTED | ZMQ.ZMQ_EVENT_DISCONNECTED | ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL;
    /** How many strangers there may be. */
    static final int MOST = 32;
    /** How many connections there may be of the one who belongs here; a host has one or two. */
    static final int MOST_PROVEN = 8;
    /** After so many refused requests a stranger has to go. */
    static final int MOST_REFUSED = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final Duration patience;
    private final ScheduledExecutorService timer;
    private final boolean mustEncrypt;
    private final Refusals refusals;
    /** Guarded by this, as the next. The oldest first. */
    private final Map<SocketChannel, Stranger> strangers = new LinkedHashMap<>();

    private final Map<SocketChannel, String> proven = new LinkedHashMap<>();

    /** Of how many strangers the handshake has failed, and they have not left. */
    private int failed;

    private static final class Stranger {
        final String address;
        final String network;
        final Future<?> deadline;
        int refused;
        boolean hasWrongKey;

        Stranger(String address, String network, Future<?> deadline) {
            this.address = address;
            this.network = network;
            this.deadline = deadline;
        }
    }

    /**
     * Begins with nobody.
     *
     * @param patience how long somebody may be a stranger
     * @param mustEncrypt whether somebody who leaves as a stranger had no key that fits
     */
    Strangers(Duration patience, ScheduledExecutorService timer, boolean mustEncrypt, Refusals refusals) {
        this.patience = patience;
        this.timer = timer;
        this.mustEncrypt = mustEncrypt;
        this.refusals = refusals;
    }

    /** On JeroMQ's thread. */
    @Override
    public void consume(ZMQ.Event event) {
        if (event.event == ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL) {
            handshakeFailed();
        }
        if (!(event.arg instanceof SocketChannel channel)) {
            return;
        }
        if (event.event == ZMQ.ZMQ_EVENT_ACCEPTED) {
            arrived(channel);
        } else {
            left(channel);
        }
    }

    private synchronized void arrived(SocketChannel channel) {
        Future<?> deadline = timer.schedule(() -> late(channel), patience.toMillis(), TimeUnit.MILLISECONDS);
        strangers.put(channel, new Stranger(address(channel), PeerNetwork.of(channel), deadline));
        if (strangers.size() > MOST) {
            turnAway(
                    oldestOfTheLargestCrowd(),
                    "there were more than " + MOST
                            + " that had not proven themselves yet, and none had more than its address");
        }
    }

    private SocketChannel oldestOfTheLargestCrowd() {
        Map<String, Long> crowds = strangers.values().stream()
                .collect(Collectors.groupingBy(stranger -> stranger.network, Collectors.counting()));
        Long largest = Collections.max(crowds.values());
        Map<SocketChannel, Stranger> crowd = new LinkedHashMap<>(strangers);
        crowd.values().removeIf(stranger -> !largest.equals(crowds.get(stranger.network)));
        return oldest(crowd);
    }

    private synchronized void late(SocketChannel channel) {
        turnAway(channel, "it had not proven itself within " + patience.toMillis() + " ms");
    }

    private void turnAway(SocketChannel channel, String why) {
        Stranger stranger = strangers.remove(channel);
        if (stranger != null) {
            stranger.deadline.cancel(false);
            refusals.connection(stranger.address, why);
            cut(channel);
        }
    }

    private synchronized void left(SocketChannel channel) {
        proven.remove(channel);
        Stranger stranger = strangers.remove(channel);
        if (stranger != null) {
            stranger.deadline.cancel(false);
            // Who hangs up was not turned away: a peer that waited too long for its first reply tries again.
            if (mustEncrypt && (stranger.hasWrongKey || hasFailed() || !hasHungUp(channel))) {
                refusals.connection(
                        stranger.address, "it did not encrypt, or has another key than the one awaited here");
            }
        }
    }

    /** JeroMQ tells some peers of their mistake, so that they hang up soon. It does not say here who that is. */
    private synchronized void handshakeFailed() {
        failed = Math.min(failed + 1, strangers.size());
    }

    /** {@return whether the one who leaves is probably one whose handshake failed} */
    private boolean hasFailed() {
        boolean any = failed > 0;
        failed = Math.min(Math.max(0, failed - 1), strangers.size());
        return any;
    }

    /** {@return whether it is the peer that has ended the connection} Takes what it said last, so only when that counts no more. */
    private static boolean hasHungUp(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Somebody has proven a key that is not the one awaited here.
     *
     * @param host where he is, without a port, which is all that JeroMQ says then
     * @return whether he came here
     */
    synchronized boolean foundWrongKey(String host) {
        Optional<Stranger> found = strangers.values().stream()
                .filter(stranger -> !stranger.hasWrongKey && stranger.address.startsWith(host + ":"))
                .findFirst();
        found.ifPresent(stranger -> stranger.hasWrongKey = true);
        return found.isPresent();
    }

    /** Whoever is at this address has proven that he belongs here. */
    synchronized void prove(String address) {
        find(address).ifPresent(channel -> {
            Stranger stranger = strangers.remove(channel);
            if (stranger != null) {
                stranger.deadline.cancel(false);
            }
            proven.put(channel, address);
            if (proven.size() > MOST_PROVEN) {
                SocketChannel oldest = oldest(proven);
                proven.remove(oldest);
                cut(oldest);
            }
        });
    }

    /** A request from this address was refused. */
    synchronized void refuse(String address) {
        find(address).ifPresent(channel -> {
            Stranger stranger = strangers.get(channel);
            if (stranger != null && ++stranger.refused >= MOST_REFUSED) {
                turnAway(channel, stranger.refused + " requests of it were refused");
            }
        });
    }

    private Optional<SocketChannel> find(String address) {
        return strangers.entrySet().stream()
                .filter(entry -> entry.getValue().address.equals(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static SocketChannel oldest(Map<SocketChannel, ?> connections) {
        Iterator<SocketChannel> all = connections.keySet().iterator();
        return all.next();
    }

    /** {@return the address as JeroMQ writes it beside the messages of this connection} */
    private static String address(SocketChannel channel) {
        try {
            SocketAddress address = channel.getRemoteAddress();
            return address instanceof InetSocketAddress inet
                    ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                    : String.valueOf(address);
        } catch (IOException e) {
            return "somebody who left at once";
        }
    }

    /** Looks to JeroMQ as if the peer had hung up: it closes what it has itself, on its own thread. */
    private static void cut(SocketChannel channel) {
        try {
            SocketChannel unused = channel.shutdownInput();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the connection was gone already", e);
        }
    }
}
