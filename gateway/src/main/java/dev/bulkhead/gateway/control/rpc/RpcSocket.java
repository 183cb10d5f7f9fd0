package dev.bulkhead.gateway.control.rpc;

import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.log.ModuleLines;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/** One WebSocket: requests come in, answers and events go out. Public because Jetty calls it by reflection. */
public final class RpcSocket implements Session.Listener.AutoDemanding {
    private static final int MOST_CALLS = 64;

    private final JsonRpc rpc;
    private final Controller controller;
    private final ModuleLines log;
    private final Observers observers;
    private final SocketLimits limits;
    private final Scheduler scheduler;
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable Conversation conversation;

    /** What there is once the connection is open. */
    private record Conversation(Session session, Outbox outbox, Events events) {}

    RpcSocket(
            JsonRpc rpc,
            Controller controller,
            ModuleLines log,
            Observers observers,
            SocketLimits limits,
            Scheduler scheduler) {
        this.rpc = rpc;
        this.controller = controller;
        this.log = log;
        this.observers = observers;
        this.limits = limits;
        this.scheduler = scheduler;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        Outbox outbox = new Outbox(session, limits.outbox(), () -> cutOff(session));
        conversation = new Conversation(session, outbox, new Events(controller, log, observers, outbox::send));
        keepAlive(session);
    }

    /** Who only listens says nothing, and must not be taken for idle. */
    private void keepAlive(Session session) {
        scheduler.schedule(
                () -> {
                    if (session.isOpen()) {
                        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
                        keepAlive(session);
                    }
                },
                limits.idle().dividedBy(3));
    }

    private void cutOff(Session session) {
        observers.tooSlow();
        close(session, StatusCode.TRY_AGAIN_LATER, "more waits here than a connection may leave unread");
    }

    private static void close(Session session, int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }

    @Override
    public void onWebSocketText(String text) {
        Conversation open = conversation;
        if (open == null) {
            return;
        }
        if (calls.incrementAndGet() > MOST_CALLS) {
            close(open.session(), StatusCode.POLICY_VIOLATION, "more than " + MOST_CALLS + " calls at a time");
            return;
        }
        CompletableFuture<Void> unused = rpc.answer(text, open.events()).thenAccept(answer -> {
            calls.decrementAndGet();
            answer.ifPresent(open.outbox()::send);
            open.events().answered();
        });
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        if (conversation != null) {
            close(conversation.session(), StatusCode.BAD_DATA, "requests are text");
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        end();
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        end();
        callback.succeed();
    }

    private void end() {
        Conversation ended = conversation;
        if (ended != null) {
            ended.outbox().end();
            ended.events().close();
        }
    }
}
