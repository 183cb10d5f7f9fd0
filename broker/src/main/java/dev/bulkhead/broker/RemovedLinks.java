package dev.bulkhead.broker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** The counts of links that are gone, together, so that nothing that they counted is forgotten. Not thread-safe. */
final class RemovedLinks {
    /** How long a ledger is kept for itself: a publisher that was held up may still count in it. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private record Gone(Ledger ledger, long since) {}

    private final LongSupplier nanoTime;
    private final Deque<Gone> recent = new ArrayDeque<>();
    private LedgerSnapshot earlier = LedgerSnapshot.NOTHING;

    RemovedLinks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void add(Ledger ledger) {
        long now = nanoTime.getAsLong();
        recent.add(new Gone(ledger, now));
        while (isOver(recent.getFirst(), now)) {
            earlier = earlier.plus(recent.removeFirst().ledger().snapshot());
        }
    }

    private static boolean isOver(Gone gone, long now) {
        return now - gone.since() > KEPT.toNanos() && gone.ledger().snapshot().inFlight() == 0;
    }

    LedgerSnapshot sum() {
        return recent.stream().map(gone -> gone.ledger().snapshot()).reduce(earlier, LedgerSnapshot::plus);
    }
}
