package dev.bulkhead.gateway.control;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gateway's own threads go on: none waits for another in a circle, and the status can be had. The question is put on a
 * thread of its own, one at a time, so that a gateway that is stuck does not lose a thread by each question.
 */
final class Health {
    private final Supplier<?> status;
    private final Duration limit;
    private @Nullable CompletableFuture<Boolean> asked;

    /**
     * Asks nothing yet.
     *
     * @param status what can only be made when no thread of the gateway holds what it should not
     * @param limit how long that may take
     */
    Health(Supplier<?> status, Duration limit) {
        this.status = status;
        this.limit = limit;
    }

    /** {@return whether all is well; comes when the limit is over at the latest} */
    synchronized CompletableFuture<Boolean> isWell() {
        if (asked == null || asked.isDone()) {
            CompletableFuture<Boolean> question = new CompletableFuture<>();
            Thread thread = new Thread(() -> ask(question), "health");
            thread.setDaemon(true);
            thread.start();
            asked = question;
        }
        return asked.copy().completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask(CompletableFuture<Boolean> question) {
        boolean free = ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null;
        try {
            question.complete(status.get() != null && free);
        } catch (RuntimeException e) {
            question.complete(false);
        }
    }
}
