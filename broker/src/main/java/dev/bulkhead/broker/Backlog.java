package dev.bulkhead.broker;

import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a durable link, in order: first what was given back, then the oldest messages in memory as far as there is room for
 * them, then the rest, which is on disk alone until its turn comes. Not thread-safe.
 */
final class Backlog {
    private final StoredLink stored;
    private int capacity;
    private long capacityBytes;
    private final PriorityQueue<Entry> givenBack = new PriorityQueue<>(Comparator.comparingLong(Entry::number));
    private final Deque<Entry> window = new ArrayDeque<>();
    private long windowBytes;
    /** How many messages are on disk alone. */
    private long onDisk;
    /** The number of the newest message that has ever been in the window. */
    private long newestRead;
    /** Up to this number messages are from an earlier run. */
    private long pastUpTo = Long.MAX_VALUE;

    private boolean pastDelivered;
    private boolean windowFromDisk;

    Backlog(StoredLink stored, LinkSpec spec) {
        this.stored = stored;
        limits(spec);
    }

    /** Keeps as much in memory as this says, from the next message on. */
    void limits(LinkSpec spec) {
        capacity = spec.capacity();
        capacityBytes = spec.capacityBytes();
    }

    /**
     * Begins with what an earlier run left on disk.
     *
     * @param delivered whether some of it may have been delivered already
     */
    void begin(long messages, boolean delivered) {
        onDisk = messages;
        pastDelivered = delivered;
    }

    /** The next message added is the first of this run. */
    void pastEndsBefore(long number) {
        pastUpTo = Math.min(pastUpTo, number - 1);
    }

    /** Adds the newest message, which is on disk. */
    void add(Entry entry) {
        boolean fits = window.size() < capacity && windowBytes + entry.size() <= capacityBytes;
        if (onDisk == 0 && (fits || window.isEmpty())) {
            if (window.isEmpty()) {
                windowFromDisk = false;
            }
            push(entry);
        } else {
            onDisk++;
        }
    }

    private void push(Entry entry) {
        window.add(entry);
        windowBytes += entry.size();
        newestRead = entry.number();
    }

    /** Takes back a message that was taken. */
    void giveBack(Entry entry) {
        givenBack.add(entry);
    }

    /** {@return how many messages wait} */
    long size() {
        return givenBack.size() + window.size() + onDisk;
    }

    /** {@return whether the oldest message comes from what did not fit into memory, or from an earlier run} */
    boolean isBehind() {
        return givenBack.isEmpty() && (window.isEmpty() ? onDisk > 0 : windowFromDisk);
    }

    /** {@return the oldest message if it is in memory; null if nothing is} */
    @Nullable
    Entry head() {
        return givenBack.isEmpty() ? window.peek() : givenBack.peek();
    }

    /** Takes the oldest message. {@return it; null if none is in memory} */
    @Nullable
    Entry poll() {
        if (!givenBack.isEmpty()) {
            return givenBack.poll();
        }
        Entry entry = window.poll();
        if (entry != null) {
            windowBytes -= entry.size();
        }
        return entry;
    }

    /**
     * Reads the next messages from disk if none is in memory.
     *
     * @param before numbers from here on are not counted here yet
     * @return how many messages turned out not to be there any more
     */
    long refill(long before) throws IOException {
        if (onDisk == 0 || head() != null) {
            return 0;
        }
        List<StoredMessage> read = stored.read(newestRead, (int) Math.min(capacity, onDisk), capacityBytes);
        windowFromDisk = true;
        for (StoredMessage message : read) {
            if (message.number() < before) {
                push(fromDisk(message));
                onDisk--;
            }
        }
        long missing = window.isEmpty() ? onDisk : 0;
        onDisk -= missing;
        return missing;
    }

    private Entry fromDisk(StoredMessage message) {
        Entry entry = new Entry(message, Entry.State.STORED);
        if (pastDelivered && message.number() <= pastUpTo) {
            entry.mayHaveBeenDelivered();
        }
        return entry;
    }

    /** {@return the number of the oldest message given back or in memory; -1 if there is none} */
    long oldest() {
        Entry head = head();
        return head == null ? -1 : head.number();
    }

    /** {@return the number of the newest message that has ever been in the window} */
    long newestRead() {
        return newestRead;
    }
}
