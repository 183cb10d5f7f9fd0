package dev.bulkhead.broker;

import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredLink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What becomes of the messages of a durable link that are dealt with: the ledger counts it, and the store hears of it, a few at a time. Not
 * thread-safe: guarded by the lock of the queue.
 */
final class Settlement {
    /** Messages settled after which the store hears of it: few enough to be delivered once more after a crash. */
    private static final int REPORT_AFTER = 256;

    /** And how long it may take where there are fewer. */
    private static final long REPORT_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final StoredLink stored;
    private final Ledger ledger;
    private final DurableLinks.Surroundings around;
    private final LongSupplier settledUpTo;
    private final Runnable reportLate;
    private int unreported;
    /** Whether the store is not to be asked any more. */
    private boolean ended;

    /**
     * Begins with nothing to report.
     *
     * @param settledUpTo up to which number all messages are dealt with
     * @param reportLate calls {@link #reportIfAny} with the queue's lock
     */
    Settlement(
            StoredLink stored,
            Ledger ledger,
            DurableLinks.Surroundings around,
            LongSupplier settledUpTo,
            Runnable reportLate) {
        this.stored = stored;
        this.ledger = ledger;
        this.around = around;
        this.settledUpTo = settledUpTo;
        this.reportLate = reportLate;
    }

    void delivered(Entry entry) {
        ledger.delivered(1);
        settled(entry);
    }

    void overflowed(Entry entry) {
        ledger.evicted(1, DropReason.OVERFLOW);
        settled(entry);
    }

    void expired(Entry entry) {
        ledger.expired();
        settled(entry);
    }

    /** Makes a message a dead letter. */
    void bury(Entry entry, DropReason reason, Failure why) {
        ledger.buried();
        stored.bury(
                new Burial(entry.stored(), reason.label(), why.cause(), why.trace(), entry.attempts(), around.millis()),
                ledger.totals());
        settled(entry);
        report();
    }

    /** Has the store keep a message apart, so that others can pass it. */
    void keepForRetry(Entry entry, Duration wait) {
        entry.keptForRetry();
        stored.keepForRetry(new Retry(entry.stored(), entry.attempts(), around.millis() + wait.toMillis()));
        report();
    }

    private void settled(Entry entry) {
        if (entry.isKeptForRetry()) {
            stored.retried(entry.number(), ledger.totals());
            return;
        }
        unreported++;
        if (unreported >= REPORT_AFTER) {
            report();
        } else if (unreported == 1) {
            around.in(REPORT_WITHIN_NANOS, reportLate);
        }
    }

    void reportIfAny() {
        if (unreported > 0 && !ended) {
            report();
        }
    }

    private void report() {
        unreported = 0;
        stored.settled(settledUpTo.getAsLong(), ledger.totals());
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends this run of the link: what is not settled stays on disk. */
    void close() {
        report();
        ended = true;
        stored.close();
    }

    /** Nothing of the link stays on disk. */
    void remove() {
        ended = true;
        stored.remove();
    }
}
