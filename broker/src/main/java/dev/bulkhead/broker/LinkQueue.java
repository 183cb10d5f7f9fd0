package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import org.jspecify.annotations.Nullable;

/** The bounded queue of a link. Any thread offers; the sink's runner polls. */
abstract class LinkQueue {
    /** {@return whether the message was queued; never again when this is closed} */
    abstract boolean offer(Message message);

    /** {@return the oldest message that may be taken now; null if there is none} */
    abstract @Nullable Message poll();

    /** {@return whether there is nothing to take now} */
    abstract boolean isEmpty();

    /** {@return how many messages wait, whether they may be taken now or not} */
    abstract long size();

    /** {@return how many messages have ever been queued} */
    abstract long offered();

    /** {@return how many messages have ever left the queue} */
    abstract long polled();

    /** {@return whether this message would find room, as far as can be told while others offer and poll} */
    abstract boolean hasRoom(Message message);

    /** {@return whether nothing is to come in any more, and nothing is left} */
    abstract boolean isClosed();

    /**
     * Closes this queue if it is empty for good. Only for whom it is to poll: nobody may poll from then on.
     *
     * @return how many messages ever left it; -1 if there are some, and it goes on
     */
    abstract long closeIfEmpty();
}
