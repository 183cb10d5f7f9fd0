package dev.bulkhead.broker;

import dev.bulkhead.broker.store.Totals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one link, as far as its queues do not count already: a queue knows how many messages ever came and went, so
 * the common message is counted here once only, when it has been delivered. A link that was replaced hands its ledger on. Any
 * thread counts.
 */
final class Ledger {
    private final LongAdder delivered = new LongAdder();
    /** Dropped before they were queued. */
    private final LongAdder refused = new LongAdder();
    /** Dropped out of the queue. */
    private final LongAdder evicted = new LongAdder();

    /** Kept as dead letters, or expired; both count as evicted too. */
    private final LongAdder deadLettered = new LongAdder();

    private final LongAdder expired = new LongAdder();
    private final LongAdder[] dropped = new LongAdder[DropReason.values().length];
    /** The queues that messages may be in. Guarded by this, as is what follows. */
    private final List<LinkQueue> queues = new ArrayList<>(1);
    /** How many messages came into the queues that are no more, and left them. */
    private long passed;

    private boolean removed;

    Ledger() {
        Arrays.setAll(dropped, reason -> new LongAdder());
    }

    /** Goes on from what earlier runs counted. */
    synchronized void goOnFrom(Totals past) {
        long elsewhere = past.deadLettered() + past.expired();
        delivered.add(past.delivered());
        deadLettered.add(past.deadLettered());
        expired.add(past.expired());
        passed += past.delivered() + elsewhere;
        evicted.add(elsewhere);
        past.dropped().forEach((label, messages) -> {
            DropReason reason = DropReason.of(label);
            passed += messages;
            dropped[reason.ordinal()].add(messages);
            if (!isAfterTaking(reason)) {
                evicted.add(messages);
            }
        });
    }

    private static boolean isAfterTaking(DropReason reason) {
        return reason == DropReason.RECEIVE_FAILED || reason == DropReason.HOST_LOST;
    }

    /** {@return what became of the messages that are dealt with} */
    Totals totals() {
        Map<String, Long> byLabel = new TreeMap<>();
        drops().forEach((reason, messages) -> byLabel.put(reason.label(), messages));
        return new Totals(delivered.sum(), byLabel, deadLettered.sum(), expired.sum());
    }

    /** Counts for another queue too. */
    synchronized void add(LinkQueue queue) {
        queues.add(queue);
    }

    /** Lets go of a queue that is closed, after that many messages. */
    synchronized void close(LinkQueue queue, long messages) {
        queues.remove(queue);
        passed += messages;
    }

    /** Counts what is in the queues, and what may still come in, as dropped: nobody is to take it any more. */
    synchronized void remove() {
        removed = true;
    }

    void delivered(int messages) {
        delivered.add(messages);
    }

    /** A message was not queued. */
    void refused(DropReason reason) {
        refused.increment();
        dropped[reason.ordinal()].increment();
    }

    /** Messages were taken out of the queue, and not for the sink. */
    void evicted(int messages, DropReason reason) {
        evicted.add(messages);
        dropped[reason.ordinal()].add(messages);
    }

    /** A message was taken out of the queue, and is kept as a dead letter. */
    void buried() {
        evicted.increment();
        deadLettered.increment();
    }

    /** A message was taken out of the queue, because it had waited too long. */
    void expired() {
        evicted.increment();
        expired.increment();
    }

    /** A message was lost that the sink had taken. */
    void lost(DropReason reason) {
        dropped[reason.ordinal()].increment();
    }

    /** {@return the counts, together with those of the queues} */
    synchronized LedgerSnapshot snapshot() {
        // What comes last on a message's way is read first, so that no message is seen further on than it was.
        long done = delivered.sum() + count(DropReason.RECEIVE_FAILED) + count(DropReason.HOST_LOST);
        long taken = passed - evicted.sum();
        for (LinkQueue queue : queues) {
            taken += queue.polled();
        }
        long queued = 0;
        for (LinkQueue queue : queues) {
            queued += queue.size();
        }
        long published = passed + refused.sum();
        for (LinkQueue queue : queues) {
            published += queue.offered();
        }
        LedgerSnapshot counts = new LedgerSnapshot(
                published,
                delivered.sum(),
                queued,
                Math.max(0, taken - done),
                drops(),
                deadLettered.sum(),
                expired.sum());
        return removed ? counts.givenUp(DropReason.LINK_REMOVED) : counts;
    }

    private Map<DropReason, Long> drops() {
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            if (count(reason) > 0) {
                drops.put(reason, count(reason));
            }
        }
        return drops;
    }

    private long count(DropReason reason) {
        return dropped[reason.ordinal()].sum();
    }
}
