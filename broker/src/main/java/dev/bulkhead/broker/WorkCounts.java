package dev.bulkhead.broker;

import java.util.concurrent.atomic.LongAdder;

/** How much a member has done over all its lives. The runner counts, once for a batch. */
final class WorkCounts {
    private final LongAdder batches = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void count(long nanosOfBatch) {
        batches.increment();
        nanos.add(nanosOfBatch);
    }

    Work sum() {
        return new Work(batches.sum(), nanos.sum());
    }
}
