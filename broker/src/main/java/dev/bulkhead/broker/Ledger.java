package dev.bulkhead.broker;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counts of one link. Any thread counts. */
final class Ledger {
    private final LongAdder published = new LongAdder();
    private final LongAdder taken = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder[] dropped = new LongAdder[DropReason.values().length];

    Ledger() {
        Arrays.setAll(dropped, reason -> new LongAdder());
    }

    void published() {
        published.increment();
    }

    void taken() {
        taken.increment();
    }

    void delivered() {
        delivered.increment();
    }

    void dropped(DropReason reason) {
        dropped[reason.ordinal()].increment();
    }

    LedgerSnapshot snapshot(int queued) {
        Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            if (count(reason) > 0) {
                drops.put(reason, count(reason));
            }
        }
        long done = delivered.sum() + count(DropReason.RECEIVE_FAILED) + count(DropReason.HOST_LOST);
        return new LedgerSnapshot(published.sum(), delivered.sum(), queued, Math.max(0, taken.sum() - done), drops);
    }

    private long count(DropReason reason) {
        return dropped[reason.ordinal()].sum();
    }
}
