package dev.bulkhead.gateway.control;

import dev.bulkhead.gateway.control.rpc.RpcSockets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says who may ask what at which path. */
final class ControlHandler extends Handler.Abstract {
    private static final String RPC = "/jsonrpc";
    private static final String LOGS = "/logs/";

    private interface Page {
        CompletableFuture<Answer> answer(Request request, boolean trusted);
    }

    private final Doorman doorman;
    private final Strangers strangers;
    private final RpcPost posts;
    private final RpcSockets sockets;
    private final Pages pages;
    /** Those that load balancers and the like ask, which have no token. */
    private final Map<String, Page> open;

    private final Map<String, Page> closed;

    ControlHandler(Doorman doorman, Strangers strangers, RpcPost posts, RpcSockets sockets, Pages pages) {
        this.doorman = doorman;
        this.strangers = strangers;
        this.posts = posts;
        this.sockets = sockets;
        this.pages = pages;
        open = Map.of(
                "/healthz",
                (request, trusted) -> pages.health(),
                "/readyz",
                (request, trusted) -> pages.readiness(trusted));
        closed = Map.of(
                "/status", (request, trusted) -> pages.status(),
                "/metrics", (request, trusted) -> pages.metrics());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Optional<Answer> refusal = doorman.refusal(request);
        if (refusal.isPresent()) {
            hangUp(response);
            return send(refusal.get(), response, callback);
        }
        Doorman.Token token = doorman.token(request);
        if (token == Doorman.Token.RIGHT) {
            strangers.known(request.getConnectionMetaData().getConnection().getEndPoint());
        } else {
            hangUp(response);
        }
        Page page = open.get(path);
        if (token != Doorman.Token.RIGHT && (page == null || token == Doorman.Token.WRONG)) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            return send(Answer.error(HttpStatus.UNAUTHORIZED_401, "the token is missing or wrong"), response, callback);
        }
        return path.equals(RPC)
                ? rpc(request, response, callback)
                : get(page(path), token == Doorman.Token.RIGHT, request, response, callback);
    }

    /** Who has no token gets one answer for each connection. */
    private static void hangUp(Response response) {
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }

    private Optional<Page> page(String path) {
        if (path.startsWith(LOGS)) {
            return Optional.of((request, trusted) -> pages.log(path.substring(LOGS.length()), request));
        }
        return Optional.ofNullable(open.getOrDefault(path, closed.get(path)));
    }

    private boolean get(Optional<Page> page, boolean trusted, Request request, Response response, Callback callback) {
        if (page.isEmpty()) {
            return send(
                    Answer.error(
                            HttpStatus.NOT_FOUND_404,
                            "there are /status, /jsonrpc, /metrics, /logs/NAME, /healthz and /readyz"),
                    response,
                    callback);
        }
        if (!HttpMethod.GET.is(request.getMethod())) {
            return notAllowed("GET", response, callback);
        }
        return send(page.get().answer(request, trusted), response, callback);
    }

    private boolean rpc(Request request, Response response, Callback callback) {
        if (HttpMethod.POST.is(request.getMethod())) {
            return send(posts.answer(request), response, callback);
        }
        return sockets.upgrade(request, response, callback) || notAllowed("POST", response, callback);
    }

    private static boolean notAllowed(String method, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.ALLOW, method);
        return send(
                Answer.error(HttpStatus.METHOD_NOT_ALLOWED_405, method + " is what works here"), response, callback);
    }

    private static boolean send(CompletableFuture<Answer> answer, Response response, Callback callback) {
        CompletableFuture<Answer> unused = answer.whenComplete((there, failure) -> {
            if (failure == null) {
                there.send(response, callback);
            } else {
                callback.failed(failure);
            }
        });
        return true;
    }

    private static boolean send(Answer answer, Response response, Callback callback) {
        answer.send(response, callback);
        return true;
    }
}
