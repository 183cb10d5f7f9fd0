package dev.bulkhead.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for calls of a module. */
final class Calls {
    /** As long as a gateway waits for a module in its own process. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private Calls() {}

    /**
     * {@return what the call returned}
     *
     * @param what the call, in the words of a failure
     * @throws Exception what the call threw
     */
    static <T extends @Nullable Object> T done(String what, CompletableFuture<T> call) throws Exception {
        return done(what, call, LIMIT);
    }

    static <T extends @Nullable Object> T done(String what, CompletableFuture<T> call, Duration limit)
            throws Exception {
        try {
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " did not return within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
