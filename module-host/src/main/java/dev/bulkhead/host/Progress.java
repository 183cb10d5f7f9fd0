package dev.bulkhead.host;

import dev.bulkhead.broker.Failure;
import dev.bulkhead.wire.packet.Failed;
import dev.bulkhead.wire.packet.Processed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How far the module has come with the messages of this session, which are numbered from 1. The module's thread counts, without a
 * lock as long as nothing fails; the other two threads read.
 */
final class Progress {
    /** So many failures fit into a request, whatever else it carries. */
    private static final int MOST_FAILURES = 1000;
    /** Of so many failures, the newest, it is kept what they were. */
    private static final int MOST_CAUSES = 16;

    private final boolean withCauses;
    private final Runnable tell;
    private final AtomicLong processed = new AtomicLong();
    /** Guarded by this, as is all that follows. A failure is here before {@link #processed} reaches it. */
    private final List<Long> failed = new ArrayList<>();
    /** What some of them failed with. */
    private final TreeMap<Long, Failure> causes = new TreeMap<>();

    private long told;
    /** Whether a reply to the gateway is being made, which tells how far the module has come. */
    private boolean replyDue;
    /** Whether a batch has ended meanwhile. */
    private boolean batchEnded;

    /**
     * Starts at zero.
     *
     * @param withCauses whether the gateway wants to know what messages failed with
     * @param tell called when there is something that no reply will tell; on any thread
     */
    Progress(boolean withCauses, Runnable tell) {
        this.withCauses = withCauses;
        this.tell = tell;
    }

    /**
     * The module is done with one more message, on its thread.
     *
     * @param thrown what {@code receive} threw; null if it returned
     */
    void processed(@Nullable Throwable thrown) {
        long number = processed.getPlain() + 1;
        if (thrown != null) {
            // Here, as this calls code of the module, for which no other thread may wait.
            addFailure(number, withCauses ? Failure.of(thrown) : null);
        }
        processed.setRelease(number);
    }

    private synchronized void addFailure(long number, @Nullable Failure what) {
        failed.add(number);
        if (what != null) {
            causes.put(number, what);
            if (causes.size() > MOST_CAUSES) {
                causes.pollFirstEntry();
            }
        }
    }

    /** The module is done with some messages, and no more wait; on its thread. */
    void batchEnded() {
        synchronized (this) {
            if (replyDue) {
                batchEnded = true;
                return;
            }
        }
        tell.run();
    }

    /** A request of the gateway has come, whose reply may tell all there is. */
    synchronized void replyDue() {
        replyDue = true;
        batchEnded = false;
    }

    /** The reply has been made. */
    void replied() {
        boolean news;
        synchronized (this) {
            replyDue = false;
            news = batchEnded && hasNews();
        }
        if (news) {
            tell.run();
        }
    }

    /** {@return up to where all went well: what may be told on a channel that does not carry failures} */
    synchronized long processedWithoutFailure() {
        long upTo = processed.getAcquire();
        if (!failed.isEmpty()) {
            upTo = Math.min(upTo, failed.get(0) - 1);
        }
        told = Math.max(told, upTo);
        return upTo;
    }

    /** {@return whether the module is done with that many messages} */
    boolean hasProcessed(long messages) {
        return processed.getAcquire() >= messages;
    }

    /** {@return whether the gateway has not been told of all} */
    synchronized boolean hasNews() {
        return processed.getAcquire() > told || !failed.isEmpty();
    }

    /** {@return whether the gateway has not been told of some failure} */
    synchronized boolean hasFailures() {
        return !failed.isEmpty();
    }

    /** {@return what is to be told: all, unless there are too many failures, or more than one with a cause, for one report} */
    synchronized Processed report() {
        long done = processed.getAcquire();
        Long second = causes.isEmpty() ? null : causes.higherKey(causes.firstKey());
        long upTo = second == null ? done : Math.min(done, second - 1);
        List<Long> reported = failed.stream()
                .filter(number -> number <= upTo)
                .limit(MOST_FAILURES)
                .toList();
        return new Processed(reported.size() < MOST_FAILURES ? upTo : reported.get(MOST_FAILURES - 1), reported);
    }

    /** {@return what a message of this report failed with, if that is known; it is told before the report} */
    synchronized Optional<Failed> causeIn(Processed report) {
        return Optional.ofNullable(causes.firstEntry())
                .filter(first -> first.getKey() <= report.upTo())
                .map(first -> new Failed(first.getKey(), first.getValue()));
    }

    /** The gateway has this report. */
    synchronized void told(Processed report) {
        told = Math.max(told, report.upTo());
        failed.removeIf(number -> number <= report.upTo());
        causes.headMap(report.upTo(), true).clear();
    }
}
