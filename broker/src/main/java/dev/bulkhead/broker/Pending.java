package dev.bulkhead.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Messages of a durable link that are on their way to the disk, in order. Not thread-safe. */
final class Pending {
    private final Deque<Entry> entries = new ArrayDeque<>();

    void add(Entry entry) {
        entries.add(entry);
    }

    /** Takes out those of which the store has told. {@return them, up to this number} */
    List<Entry> take(long upTo, Entry.State became) {
        List<Entry> told = new ArrayList<>();
        for (Entry entry = entries.peek(); entry != null && entry.number() <= upTo; entry = entries.peek()) {
            entries.remove();
            entry.state(became);
            told.add(entry);
        }
        return told;
    }

    int size() {
        return entries.size();
    }

    /** {@return the number of the oldest; greater than that of any message if there is none} */
    long oldest() {
        Entry first = entries.peek();
        return first == null ? Long.MAX_VALUE : first.number();
    }
}
