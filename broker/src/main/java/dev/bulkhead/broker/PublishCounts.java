package dev.bulkhead.broker;

import java.util.concurrent.atomic.LongAdder;

/** What a member published and no link has counted, over all its lives. Any thread counts. */
final class PublishCounts {
    private final LongAdder unrouted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void countUnrouted() {
        unrouted.increment();
    }

    void countRefused() {
        refused.increment();
    }

    long unrouted() {
        return unrouted.sum();
    }

    long refused() {
        return refused.sum();
    }
}
