package dev.bulkhead.host;

import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.Work;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes to the gateway with, or without, messages: heartbeats, counts, how far the module has come, log lines. */
final class Report {
    private final Member module;
    private final Progress progress;
    private final CountsReport counts;
    private final ConditionsReport conditions;
    private final LogQueue log;
    private final long heartbeatNanos;
    /** What the module had done before this session; null if the gateway does not want to know. */
    private final @Nullable Work before;

    private long lastHeartbeat;
    private @Nullable Processed sending;

    /**
     * Begins with a heartbeat.
     *
     * @param withWork whether the gateway wants to know how much the module does
     */
    Report(
            Member module,
            Progress progress,
            CountsReport counts,
            ConditionsReport conditions,
            LogQueue log,
            Duration heartbeat,
            boolean withWork) {
        this.module = module;
        this.progress = progress;
        this.counts = counts;
        this.conditions = conditions;
        this.log = log;
        before = withWork ? module.work() : null;
        // A little early is better than a whole period late.
        heartbeatNanos = heartbeat.toNanos() * 9 / 10;
        lastHeartbeat = System.nanoTime() - heartbeatNanos;
    }

    /**
     * Writes what there is.
     *
     * @param last whether there may be no other time for it
     */
    void writeTo(PacketWriter request, boolean last) {
        long now = System.nanoTime();
        boolean due = now - lastHeartbeat >= heartbeatNanos;
        if (due || last) {
            lastHeartbeat = now;
            heartbeat().write(request);
        }
        if (due || last || counts.hasMore()) {
            counts.writeTo(request);
        }
        if (progress.hasNews()) {
            Processed report = progress.report();
            progress.causeIn(report).ifPresent(cause -> cause.write(request));
            report.write(request);
            sending = report;
        }
        conditions.writeTo(request);
        log.writeTo(request);
    }

    /** {@return whether one request did not hold it all} */
    boolean hasMore() {
        return !log.isEmpty() || progress.hasFailures() || counts.hasMore() || conditions.hasMore();
    }

    /** The gateway has what was written last. */
    void arrived() {
        counts.arrived();
        conditions.arrived();
        if (sending != null) {
            progress.told(sending);
            sending = null;
        }
    }

    private Heartbeat heartbeat() {
        Runtime runtime = Runtime.getRuntime();
        return new Heartbeat(
                module.busyFor().toMillis(), runtime.totalMemory() - runtime.freeMemory(), workOfThisSession());
    }

    private @Nullable Work workOfThisSession() {
        return before == null ? null : module.work().minus(before);
    }
}
