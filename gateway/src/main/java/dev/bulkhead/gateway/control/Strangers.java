package dev.bulkhead.gateway.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections whose clients have not shown the token yet. None of them lives for long, whatever it sends, and there may be only so
 * many: one more takes the place of the oldest. So nobody without the token can keep out who has it. Thread-safe.
 */
final class Strangers implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final Server server;
    private final int most;
    private final Duration limit;
    /** What ends each of them, the oldest first. */
    private final Map<EndPoint, Scheduler.Task> strangers = new LinkedHashMap<>();

    /**
     * Prepares.
     *
     * @param server whose clock is used, once it is started
     * @param most how many there may be at a time
     * @param limit how long each may live
     */
    Strangers(Server server, int most, Duration limit) {
        this.server = server;
        this.most = most;
        this.limit = limit;
    }

    @Override
    public void onOpened(Connection connection) {
        // What a connection becomes after an upgrade has shown the token before that.
        if (connection instanceof ConnectionMetaData) {
            EndPoint client = connection.getEndPoint();
            EndPoint oldest = add(client);
            if (oldest != null) {
                end(oldest, "others have come since");
            }
        }
    }

    private synchronized @Nullable EndPoint add(EndPoint client) {
        strangers.put(
                client,
                server.getScheduler()
                        .schedule(
                                () -> end(client, "it did not show the token within " + limit.toMillis() + " ms"),
                                limit));
        return strangers.size() > most ? strangers.keySet().iterator().next() : null;
    }

    @Override
    public void onClosed(Connection connection) {
        known(connection.getEndPoint());
    }

    /** The client has shown the token, and may stay. */
    void known(EndPoint client) {
        Scheduler.Task end;
        synchronized (this) {
            end = strangers.remove(client);
        }
        if (end != null) {
            boolean unused = end.cancel();
        }
    }

    private void end(EndPoint client, String why) {
        LOG.debug("the connection of {} is closed: {}", client.getRemoteSocketAddress(), why);
        known(client);
        client.close();
    }
}
