package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Answers requests, single ones and batches. Any thread may call; none is held up while a module takes its time. */
public final class JsonRpc {
    /** A small request can have a large answer, and all answers of a batch are in memory at once. */
    private static final int LARGEST_BATCH = 32;

    private final Methods methods;
    private final Duration deadline;

    /**
     * Prepares answers.
     *
     * @param methods what there is to call
     * @param deadline after which a call is answered with {@link ControlError#IN_PROGRESS}, while what it asked for goes on
     */
    public JsonRpc(Methods methods, Duration deadline) {
        this.methods = methods;
        this.deadline = deadline;
    }

    /**
     * Does what a text asks for.
     *
     * @param events of the connection that it came by; null if that cannot have any
     * @return the answer; empty if there is none to give. Never fails
     */
    public CompletableFuture<Optional<String>> answer(String text, @Nullable Events events) {
        try {
            JsonNode request = RpcJson.parse(text);
            if (!request.isArray()) {
                return single(request, events).thenApply(answer -> answer.map(JsonNode::toString));
            }
            if (request.isEmpty() || request.size() > LARGEST_BATCH) {
                throw new RpcException(
                        RpcException.BAD_REQUEST,
                        "a batch of " + request.size() + " requests; allowed are 1 to " + LARGEST_BATCH);
            }
            return batch(request, events);
        } catch (RpcException e) {
            return CompletableFuture.completedFuture(
                    Optional.of(RpcJson.error(NullNode.getInstance(), e).toString()));
        }
    }

    private CompletableFuture<Optional<String>> batch(JsonNode requests, @Nullable Events events) {
        List<CompletableFuture<Optional<JsonNode>>> answers = new ArrayList<>();
        requests.forEach(request -> answers.add(single(request, events)));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    List<JsonNode> there = answers.stream()
                            .flatMap(answer -> answer.join().stream())
                            .toList();
                    return there.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    there.stream().map(JsonNode::toString).collect(Collectors.joining(",", "[", "]")));
                });
    }

    private CompletableFuture<Optional<JsonNode>> single(JsonNode request, @Nullable Events events) {
        JsonNode id = request.path("id");
        boolean answered = !id.isMissingNode();
        if (!isRequest(request)) {
            JsonNode shown = id.isTextual() || id.isNumber() ? id : NullNode.getInstance();
            return CompletableFuture.completedFuture(Optional.of(RpcJson.error(
                    shown,
                    new RpcException(
                            RpcException.BAD_REQUEST,
                            "a request is an object with \"jsonrpc\": \"2.0\", a \"method\" and perhaps an \"id\" that"
                                    + " is a string or number"))));
        }
        return result(request, events)
                .handle((result, failure) -> answered
                        ? Optional.of(
                                failure == null
                                        ? RpcJson.result(id, result)
                                        : RpcJson.error(id, reason(failure, request)))
                        : Optional.empty());
    }

    private static boolean isRequest(JsonNode request) {
        JsonNode id = request.path("id");
        return request.path("jsonrpc").isTextual()
                && request.path("jsonrpc").asText().equals("2.0")
                && request.path("method").isTextual()
                && (id.isMissingNode() || id.isNull() || id.isTextual() || id.isNumber());
    }

    private CompletableFuture<JsonNode> result(JsonNode request, @Nullable Events events) {
        try {
            return methods.call(request.path("method").asText(), request.path("params"), events)
                    .copy()
                    .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RpcException | RefusedException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private RpcException reason(Throwable failure, JsonNode request) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RpcException known) {
            return known;
        }
        if (cause instanceof RefusedException refused) {
            return RpcException.of(refused);
        }
        if (cause instanceof TimeoutException) {
            return RpcException.of(
                    ControlError.IN_PROGRESS,
                    "It goes on, and has taken more than " + deadline.toSeconds() + " s; ask for the status.");
        }
        LoggerFactory.getLogger(JsonRpc.class)
                .warn(
                        "a call of {} failed",
                        Abbreviation.of(request.path("method").asText()),
                        cause);
        return new RpcException(RpcException.INTERNAL, "the gateway has a fault; its log says more");
    }
}
