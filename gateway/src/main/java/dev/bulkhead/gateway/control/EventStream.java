package dev.bulkhead.gateway.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client's end of a WebSocket on which it listens to one kind of event. */
final class EventStream implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode registration;
    private final Predicate<JsonNode> listener;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Optional<IOException>> end = new CompletableFuture<>();

    EventStream(ObjectNode registration, Predicate<JsonNode> listener) {
        this.registration = registration;
        this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket socket) {
        ObjectNode call =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "Controller.1.register");
        call.set("params", registration);
        CompletableFuture<WebSocket> unused = socket.sendText(call.toString(), true);
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            message(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void message(String json) {
        try {
            JsonNode message = JSON.readTree(json);
            if (message.has("method")) {
                if (!listener.test(message.path("params"))) {
                    end.complete(Optional.empty());
                }
            } else if (message.has("error")) {
                JsonNode error = message.path("error");
                fail(new CallFailedException(
                        error.path("code").asInt(), error.path("message").asText()));
            }
        } catch (JsonProcessingException e) {
            fail(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        fail(new IOException("the gateway has ended the connection" + (reason.isEmpty() ? "" : ": " + reason)));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable cause) {
        fail(new IOException("the connection to the gateway is lost", cause));
    }

    private void fail(IOException why) {
        end.complete(Optional.of(why));
    }

    /**
     * Waits until the listener has had enough.
     *
     * @throws IOException if the connection ends before
     */
    void awaitEnd() throws IOException, InterruptedException {
        try {
            Optional<IOException> failure = end.get();
            if (failure.isPresent()) {
                throw failure.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end is never a failure", e);
        }
    }
}
