package dev.bulkhead.broker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;

/** The publishes of a feed that durable links have taken and not stored yet, by their numbers. Not thread-safe. */
final class Storing {
    private record Pending(long number, Receipts receipts, boolean elsewhere) {}

    private final Queue<Pending> pending = new ArrayDeque<>();
    private final Deque<Long> failed = new ArrayDeque<>();

    /**
     * Adds the newest publish.
     *
     * @param elsewhere whether a link in memory has the message too
     */
    void add(long number, Receipts receipts, boolean elsewhere) {
        pending.add(new Pending(number, receipts, elsewhere));
    }

    /**
     * Waits until all are on disk or have failed, or {@code System.nanoTime()} has passed {@code deadline}.
     *
     * @param newest the number of the newest publish
     * @return up to which publish that is so
     */
    long await(long newest, long deadline) {
        for (Pending oldest = pending.peek(); oldest != null; oldest = pending.peek()) {
            if (!oldest.receipts().await(deadline)) {
                return oldest.number() - 1;
            }
            pending.remove();
            if (!oldest.elsewhere()
                    && oldest.receipts().failed() == oldest.receipts().size()) {
                failed.add(oldest.number());
            }
        }
        return newest;
    }

    /** {@return the numbers of publishes that came to nothing, the oldest first; each is told once} */
    long[] takeFailed(int most) {
        long[] taken = new long[Math.min(most, failed.size())];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = failed.remove();
        }
        return taken;
    }
}
