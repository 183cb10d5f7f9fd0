package dev.bulkhead.wire.zmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zmq.ZMQ;

/**
 * The connections of one server. Until it has proven that it belongs here, a connection is a stranger's: there are few of them, not
 * for long, and each is refused a few requests only. When there are too many the oldest has to go, so that whoever proves himself at
 * once gets in however many hold their lines open. Thread-safe.
 */
final class Strangers implements ZMQ.EventConsummer {
    static final int EVENTS = ZMQ.ZMQ_EVENT_ACCEPTED | ZMQ.ZMQ_EVENT_DISCONNECTED;
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

    private static final class Stranger {
        final String address;
        final Future<?> deadline;
        int refused;

        Stranger(String address, Future<?> deadline) {
            this.address = address;
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
        strangers.put(channel, new Stranger(address(channel), deadline));
        if (strangers.size() > MOST) {
            turnAway(oldest(strangers), "there were more than " + MOST + " that had not proven themselves yet");
        }
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
            if (mustEncrypt) {
                refusals.connection(
                        stranger.address, "it did not encrypt, or has another key than the one awaited here");
            }
        }
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
