package dev.bulkhead.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something that a caller waits for, in a transaction of its own, after all that was asked for before. */
final class Task<T> {
    /** What is to be done. */
    interface Body<T> {
        T run(Tables tables) throws SQLException;
    }

    private final Body<T> body;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Task(Body<T> body) {
        this.body = body;
    }

    /** Called by the writer, within a transaction; returns what to do when that has been committed. */
    Runnable run(Tables tables) throws SQLException {
        T value = body.run(tables);
        return () -> result.complete(value);
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    /** {@return the result, when it is on disk} */
    T await() throws SQLException {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw new SQLException(e.getCause() == null ? e : e.getCause());
        }
    }
}
