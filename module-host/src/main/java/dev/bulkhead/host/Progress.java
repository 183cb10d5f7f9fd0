package dev.bulkhead.host;

import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.wire.packet.Processed;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the module has come with the messages of this session, which are numbered from 1. The module's thread counts; the
 * other two threads read.
 */
final class Progress implements DeliveryListener {
    /** So many failures fit into a request, whatever else it carries. */
    private static final int MOST_FAILURES = 1000;

    private final Runnable onBatchEnd;
    private long processed;
    private long told;
    private final List<Long> failed = new ArrayList<>();

    /**
     * Starts at zero.
     *
     * @param onBatchEnd called on the module's thread when there is something to tell
     */
    Progress(Runnable onBatchEnd) {
        this.onBatchEnd = onBatchEnd;
    }

    @Override
    public synchronized void processed(boolean returned) {
        processed++;
        if (!returned) {
            failed.add(processed);
        }
    }

    @Override
    public void batchEnded() {
        onBatchEnd.run();
    }

    /** {@return up to where all went well: what may be told on a channel that does not carry failures} */
    synchronized long processedWithoutFailure() {
        long upTo = failed.isEmpty() ? processed : failed.get(0) - 1;
        told = Math.max(told, upTo);
        return upTo;
    }

    /** {@return whether the gateway has not been told of all} */
    synchronized boolean hasNews() {
        return processed > told || !failed.isEmpty();
    }

    /** {@return whether the gateway has not been told of some failure} */
    synchronized boolean hasFailures() {
        return !failed.isEmpty();
    }

    /** {@return what is to be told: all, unless there are too many failures for one report} */
    synchronized Processed report() {
        return failed.size() <= MOST_FAILURES
                ? new Processed(processed, failed)
                : new Processed(failed.get(MOST_FAILURES - 1), failed.subList(0, MOST_FAILURES));
    }

    /** The gateway has this report. */
    synchronized void told(Processed report) {
        told = Math.max(told, report.upTo());
        failed.removeIf(number -> number <= report.upTo());
    }
}
