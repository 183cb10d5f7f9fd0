package dev.bulkhead.gateway.control;

import dev.bulkhead.gateway.control.rpc.JsonRpc;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/** Requests in the body of a POST. */
final class RpcPost {
    private final JsonRpc rpc;
    private final int limit;
    private final Duration within;

    /**
     * Takes requests.
     *
     * @param limit the longest body, in bytes
     * @param within how long it may take to come
     */
    RpcPost(JsonRpc rpc, int limit, Duration within) {
        this.within = within;
        this.rpc = rpc;
        this.limit = limit;
    }

    /** {@return the answer, when there is one} */
    CompletableFuture<Answer> answer(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        // A form of any page can send other types here without asking first.
        if (type == null || !MimeTypes.getContentTypeWithoutCharset(type).equalsIgnoreCase("application/json")) {
            return refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "the header Content-Type must be application/json");
        }
        if (request.getLength() > limit) {
            return tooLarge();
        }
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Content.Source.asByteArrayAsync(
                request,
                limit,
                Promise.Invocable.from(Invocable.InvocationType.BLOCKING, read::complete, read::completeExceptionally));
        return read.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(this::text)
                .exceptionallyCompose(
                        failure -> failure.getCause() instanceof TimeoutException ? tooSlow() : tooLarge());
    }

    private CompletableFuture<Answer> tooSlow() {
        return refused(HttpStatus.REQUEST_TIMEOUT_408, "the request did not come within " + within.toMillis() + " ms");
    }

    private CompletableFuture<Answer> tooLarge() {
        return refused(HttpStatus.PAYLOAD_TOO_LARGE_413, "the request has more than " + limit + " bytes");
    }

    private static CompletableFuture<Answer> refused(int status, String why) {
        return CompletableFuture.completedFuture(Answer.error(status, why));
    }

    private CompletableFuture<Answer> text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return rpc.answer(text, null)
                    .thenApply(answer -> answer.map(json -> Answer.json(HttpStatus.OK_200, json))
                            .orElseGet(Answer::nothing));
        } catch (CharacterCodingException e) {
            return refused(HttpStatus.BAD_REQUEST_400, "the request is not UTF-8");
        }
    }
}
