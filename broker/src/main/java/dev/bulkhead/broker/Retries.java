package dev.bulkhead.broker;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Messages of a durable link that failed and wait for their next attempt, beside the others. Not thread-safe. */
final class Retries {
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(
            Comparator.<Entry>comparingLong(entry -> entry.dueNanos() - ORIGIN).thenComparingLong(Entry::number));
    /** {@code System.nanoTime()} may be negative and may overflow; differences do not. */
    private static final long ORIGIN = System.nanoTime();

    private long bytes;

    void add(Entry entry) {
        waiting.add(entry);
        bytes += entry.size();
    }

    /** {@return the message whose next attempt is due longest; null if none is} */
    @Nullable
    Entry pollDue(long now) {
        Entry first = waiting.peek();
        if (first == null || !first.isDue(now)) {
            return null;
        }
        return poll();
    }

    @Nullable
    Entry poll() {
        Entry first = waiting.poll();
        if (first != null) {
            bytes -= first.size();
        }
        return first;
    }

    boolean hasDue(long now) {
        Entry first = waiting.peek();
        return first != null && first.isDue(now);
    }

    int size() {
        return waiting.size();
    }

    long bytes() {
        return bytes;
    }
}
