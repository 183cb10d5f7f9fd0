package dev.bulkhead.broker;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one link, as far as its queue does not count already: a queue knows how many messages ever came and went, so
 * the common message is counted here once only, when it has been delivered. Any thread counts.
 */
final class Ledger {
    private final LongAdder delivered = new LongAdder();
    /** Dropped before they were queued. */
    private final LongAdder refused = new LongAdder();
    /** Dropped out of the queue. */
    private final LongAdder evicted = new LongAdder();

    private final LongAdder[] dropped = new LongAdder[DropReason.values().length];

    Ledger() {
        Arrays.setAll(dropped, reason -> new LongAdder());
    }

    void delivered(int messages) {
        delivered.add(messages);
    }

    /** A message was not queued. */
    void refused(DropReason reason) {
        refused.increment();
        dropped[reason.ordinal()].increment();
    }

    /** Messages were taken out of the queue to make room for others. */
    void evicted(int messages) {
        evicted.add(messages);
        dropped[DropReason.OVERFLOW.ordinal()].add(messages);
    }

    /** A message was lost that the sink had taken. */
    void lost(DropReason reason) {
        dropped[reason.ordinal()].increment();
    }

    /** {@return the counts, together with those of the queue} */
    LedgerSnapshot snapshot(LinkQueue queue) {
        // What comes last on a message's way is read first, so that no message is seen further on than it was.
        long done = delivered.sum() + count(DropReason.RECEIVE_FAILED) + count(DropReason.HOST_LOST);
        long taken = queue.polled() - evicted.sum();
        long queued = queue.size();
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            if (count(reason) > 0) {
                drops.put(reason, count(reason));
            }
        }
        long published = queue.offered() + refused.sum();
        return new LedgerSnapshot(published, delivered.sum(), queued, Math.max(0, taken - done), drops);
    }

    private long count(DropReason reason) {
        return dropped[reason.ordinal()].sum();
    }
}
