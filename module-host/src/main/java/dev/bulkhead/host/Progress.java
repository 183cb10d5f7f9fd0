package dev.bulkhead.host;

import dev.bulkhead.wire.packet.Processed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the module has come with the messages of this session, which are numbered from 1. The module's thread counts, without a
 * lock as long as nothing fails; the other two threads read.
 */
final class Progress {
    /** So many failures fit into a request, whatever else it carries. */
    private static final int MOST_FAILURES = 1000;

    private final Runnable tell;
    private final AtomicLong processed = new AtomicLong();
    /** Guarded by this, as is all that follows. A failure is here before {@link #processed} reaches it. */
    private final List<Long> failed = new ArrayList<>();

    private long told;
    /** Whether a reply to the gateway is being made, which tells how far the module has come. */
    private boolean replyDue;
    /** Whether a batch has ended meanwhile. */
    private boolean batchEnded;

    /**
     * Starts at zero.
     *
     * @param tell called when there is something that no reply will tell; on any thread
     */
    Progress(Runnable tell) {
        this.tell = tell;
    }

    /** The module is done with one more message, on its thread. */
    void processed(boolean returned) {
        long number = processed.getPlain() + 1;
        if (!returned) {
            addFailure(number);
        }
        processed.setRelease(number);
    }

    private synchronized void addFailure(long number) {
        failed.add(number);
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

    /** {@return what is to be told: all, unless there are too many failures for one report} */
    synchronized Processed report() {
        long upTo = processed.getAcquire();
        List<Long> reported = failed.stream()
                .filter(number -> number <= upTo)
                .limit(MOST_FAILURES)
                .toList();
        return new Processed(reported.size() < MOST_FAILURES ? upTo : reported.get(MOST_FAILURES - 1), reported);
    }

    /** The gateway has this report. */
    synchronized void told(Processed report) {
        told = Math.max(told, report.upTo());
        failed.removeIf(number -> number <= report.upTo());
    }
}
