package dev.bulkhead.broker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a durable link that somebody has taken and not settled yet, in the order in which they were taken. Who was given up may
 * come back late, and must not settle what another has. Not thread-safe.
 */
final class Taken {
    private final Deque<Entry> entries = new ArrayDeque<>();

    void add(Entry entry, Object taker) {
        entry.takenBy(taker);
        entries.add(entry);
    }

    /** Takes out the oldest message that this one has taken. {@return it; null if there is none} */
    @Nullable
    Entry remove(Object taker) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.isTakenBy(taker)) {
                all.remove();
                return entry;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** {@return the number of the oldest message that the store still has in its queue; -1 if there is none} */
    long oldest() {
        for (Entry entry : entries) {
            if (!entry.isKeptForRetry()) {
                return entry.number();
            }
        }
        return -1;
    }
}
