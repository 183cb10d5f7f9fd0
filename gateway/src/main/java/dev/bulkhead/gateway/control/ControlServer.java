package dev.bulkhead.gateway.control;

import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.control.rpc.Inventory;
import dev.bulkhead.gateway.control.rpc.JsonRpc;
import dev.bulkhead.gateway.control.rpc.Methods;
import dev.bulkhead.gateway.control.rpc.Observers;
import dev.bulkhead.gateway.control.rpc.RpcSockets;
import dev.bulkhead.gateway.control.rpc.SocketLimits;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.LoggerFactory;

/** The control endpoint; {@code docs/control-api.md} says what can be asked, and by whom. */
public final class ControlServer implements AutoCloseable {
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(5);
    private static final int LONGEST_HEADERS = 8192;

    private final ListenAddress listen;
    private final Server server;
    private final ServerConnector connector;
    private final NetworkConnectionLimit connections;
    private volatile InetSocketAddress address;

    /**
     * Prepares an endpoint that does not listen yet.
     *
     * @param token what a client must show
     * @param status makes the status; called on the server's threads
     * @param controller does what is asked for
     * @param log what modules log
     */
    public ControlServer(
            ListenAddress listen,
            String token,
            Supplier<GatewayStatus> status,
            Controller controller,
            ModuleLines log) {
        this(listen, token, status, controller, log, ControlLimits.DEFAULT);
    }

    ControlServer(
            ListenAddress listen,
            String token,
            Supplier<GatewayStatus> status,
            Controller controller,
            ModuleLines log,
            ControlLimits limits) {
        this.listen = listen;
        address = new InetSocketAddress(listen.host(), listen.port());
        QueuedThreadPool threads = new QueuedThreadPool(8, 1);
        threads.setName("control");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        connections = new NetworkConnectionLimit(limits.connections(), connector);
        server.addBean(connections);
        Strangers strangers = new Strangers(server, limits.strangers(), limits.proof());
        connector.addBean(strangers);
        Observers observers = new Observers();
        JsonRpc rpc = new JsonRpc(
                new Methods(controller, () -> inventory(status.get()), observers::registered), limits.deadline());
        SocketLimits socketLimits = new SocketLimits(limits.body(), limits.outbox(), limits.idle());
        GatewayMetrics metrics = new GatewayMetrics(status, connections::getNetworkConnectionCount, observers);
        server.setHandler(new ControlHandler(
                new Doorman(token),
                strangers,
                new RpcPost(rpc, limits.body(), limits.proof()),
                new RpcSockets(server, rpc, controller, log, observers, socketLimits),
                new Pages(status, new Health(status, HEALTH_LIMIT), log, metrics::scrape)));
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        return http;
    }

    private static Inventory inventory(GatewayStatus status) {
        return new Inventory(status.version(), status.modules());
    }

    /**
     * Listens, and answers from now on.
     *
     * @throws IOException if the address cannot be listened on
     */
    public void start() throws IOException {
        try {
            server.start();
            address = new InetSocketAddress(listen.host(), connector.getLocalPort());
        } catch (Exception e) {
            close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot listen on " + listen.host() + ":" + listen.port() + " (gateway.control.listen): "
                            + cause.getMessage() + "; perhaps another gateway runs; port 0 takes a free one",
                    e);
        }
    }

    /** {@return where the server listens; before it does, the address that is configured} */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LoggerFactory.getLogger(ControlServer.class).warn("the control endpoint did not stop", e);
        }
    }
}
