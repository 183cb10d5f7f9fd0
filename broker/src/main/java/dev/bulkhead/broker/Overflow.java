package dev.bulkhead.broker;

/** What a link does with a message when its queue is full and its sink is running. */
public enum Overflow {
    /** The publisher waits for room, at most the link's {@code blockFor}; then the message is dropped as {@code timeout}. */
    BLOCK,
    /** The oldest message in the queue is dropped as {@code overflow} to make room. */
    DROP_OLDEST,
    /** The new message is dropped as {@code overflow}. */
    DROP_NEWEST,
    /** The oldest message becomes a dead letter to make room. For durable links only. */
    DEAD_LETTER
}
