package dev.bulkhead.broker.store;

import dev.bulkhead.api.Message;
import java.io.IOException;
import java.util.List;

/**
 * One durable link on disk: messages in the order in which they came, how far they have been dealt with, and those that wait for
 * another attempt. Thread-safe. Calls that do not say otherwise return at once; what they say is written with the next messages, or
 * within 100 ms, and when the process dies before, the messages it was about are delivered again.
 */
public interface StoredLink {
    /** {@return what the runs before left; as it was when this was opened} */
    Past past();

    /** Goes on with other terms, from the next message on. */
    void durability(Durability next);

    /**
     * Lets a message be written, together with others; the listener is told when that is done.
     *
     * @param at when it was published, in milliseconds since 1970
     * @return its number: greater than that of every message before it in the whole store, in this run and in those before
     */
    long append(Message message, long at);

    /**
     * Reads messages that are stored and not settled, in order. Waits for the disk.
     *
     * @param after the first one has a number above this
     * @param maxMessages the most of them, at least 1
     * @param maxBytes the most bytes of frames; one message comes even if it is larger
     * @return those; fewer than asked for, or none, where there are no more; a record that is damaged is left out, counted and reported
     * @throws IOException if the disk cannot be read
     */
    List<StoredMessage> read(long after, int maxMessages, long maxBytes) throws IOException;

    /**
     * All messages up to this number need not be kept: each is delivered, dropped, expired, a dead letter, or waits for a retry.
     *
     * @param upTo the number of the newest
     * @param totals the counts of the link, including those
     */
    void settled(long upTo, Totals totals);

    /** Keeps a message that failed, for another attempt; {@link #settled} then may pass it. In the place of what was kept of it before. */
    void keepForRetry(Retry retry);

    /** A message that was kept for another attempt has been dealt with; the totals include it. */
    void retried(long number, Totals totals);

    /** Keeps a message as a dead letter, and no longer for another attempt; the totals include it. */
    void bury(Burial burial, Totals totals);

    /** The link is no more: all its messages have been dealt with, and the counts need not be kept. */
    void remove();

    /** The link ends for this run, and what it has stays on disk. */
    void close();
}
