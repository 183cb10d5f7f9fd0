package dev.bulkhead.gateway.control;

import dev.bulkhead.gateway.config.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /status} over HTTP to whoever shows the token as {@code Authorization: Bearer}. */
public final class ControlServer implements AutoCloseable {
    private final ListenAddress listen;
    private final Server server;
    private final ServerConnector connector;
    private volatile InetSocketAddress address;

    /**
     * Prepares an endpoint that does not listen yet.
     *
     * @param token what a client must show
     * @param status makes the status; called on the server's threads
     */
    public ControlServer(ListenAddress listen, String token, Supplier<GatewayStatus> status) {
        this.listen = listen;
        address = new InetSocketAddress(listen.host(), listen.port());
        QueuedThreadPool threads = new QueuedThreadPool(8, 1);
        threads.setName("control");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        server.addConnector(connector);
        server.setHandler(new StatusHandler(token, status));
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

    private static final class StatusHandler extends Handler.Abstract {
        private final byte[] expected;
        private final Supplier<GatewayStatus> status;

        StatusHandler(String token, Supplier<GatewayStatus> status) {
            expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
            this.status = status;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
            if (shown == null || !MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8))) {
                response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
                answer(
                        response,
                        callback,
                        HttpStatus.UNAUTHORIZED_401,
                        "{\"error\":\"the token is missing or wrong\"}");
            } else if (!Request.getPathInContext(request).equals("/status")) {
                answer(response, callback, HttpStatus.NOT_FOUND_404, "{\"error\":\"there is only /status\"}");
            } else if (!request.getMethod().equals("GET")) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET");
                answer(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "{\"error\":\"GET is what works here\"}");
            } else {
                answer(
                        response,
                        callback,
                        HttpStatus.OK_200,
                        StatusJson.of(status.get()).toString());
            }
            return true;
        }

        private static void answer(Response response, Callback callback, int status, String json) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, json, callback);
        }
    }
}
