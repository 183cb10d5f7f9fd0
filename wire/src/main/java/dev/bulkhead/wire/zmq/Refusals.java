package dev.bulkhead.wire.zmq;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was refused at one door, and logs it now and then. Thread-safe. */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final String door;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final SeldomLog requestLog = new SeldomLog();
    private final SeldomLog connectionLog = new SeldomLog();

    /**
     * What was refused so far.
     *
     * @param requests requests outside a session: without the right token, from a second host, or malformed
     * @param connections connections that were cut because they had not proven anything in time, or were too many; of those that must
     *     encrypt, also those that had the wrong key or none
     */
    public record Counts(long requests, long connections) {}

    /**
     * Begins at zero.
     *
     * @param door what the log calls the door
     */
    public Refusals(String door) {
        this.door = door;
    }

    /** {@return what was refused so far} */
    public Counts counts() {
        return new Counts(requests.get(), connections.get());
    }

    /** Notes a request that was refused. */
    public void request(String why) {
        long soFar = requests.incrementAndGet();
        if (requestLog.isDue()) {
            LOG.warn("{}: refused a request ({} so far): {}", door, soFar, why);
        }
    }

    /** Notes a connection that was refused. */
    void connection(String address, String why) {
        long soFar = connections.incrementAndGet();
        if (connectionLog.isDue()) {
            LOG.warn("{}: turned away a connection from {} ({} so far): {}", door, address, soFar, why);
        }
    }
}
