package dev.bulkhead.gateway.control.rpc;

import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.log.ModuleLines;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Makes WebSockets of requests that ask for that. */
public final class RpcSockets {
    private static final List<String> SUBPROTOCOLS = List.of("notification", "json", "jsonrpc");

    private final Server server;
    private final ServerWebSocketContainer container;
    private final JsonRpc rpc;
    private final Controller controller;
    private final ModuleLines log;
    private final Observers observers;
    private final SocketLimits limits;

    /** Prepares a server that is not started. */
    public RpcSockets(
            Server server,
            JsonRpc rpc,
            Controller controller,
            ModuleLines log,
            Observers observers,
            SocketLimits limits) {
        this.server = server;
        this.rpc = rpc;
        this.controller = controller;
        this.log = log;
        this.observers = observers;
        this.limits = limits;
        container = ServerWebSocketContainer.ensure(server);
        container.setIdleTimeout(limits.idle());
        container.setMaxTextMessageSize(limits.message());
        container.setMaxBinaryMessageSize(limits.message());
        container.setMaxFrameSize(limits.message());
        container.setInputBufferSize(4096);
        container.setOutputBufferSize(4096);
    }

    /** {@return whether the request was for a WebSocket, and is answered} */
    public boolean upgrade(Request request, Response response, Callback callback) {
        return container.upgrade((asked, answer, unused) -> socket(asked, answer), request, response, callback);
    }

    private RpcSocket socket(ServerUpgradeRequest request, ServerUpgradeResponse response) {
        request.getSubProtocols().stream()
                .filter(SUBPROTOCOLS::contains)
                .findFirst()
                .ifPresent(response::setAcceptedSubProtocol);
        // Compression would cost memory for each connection, and a small frame could become a large one.
        response.setExtensions(List.of());
        return new RpcSocket(rpc, controller, log, observers, limits, server.getScheduler());
    }
}
