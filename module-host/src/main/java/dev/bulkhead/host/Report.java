package dev.bulkhead.host;

import dev.bulkhead.broker.Member;
import dev.bulkhead.wire.packet.Heartbeat;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.Processed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes to the gateway with, or without, messages: heartbeats, how far the module has come, log lines. */
final class Report {
    private final Member module;
    private final Progress progress;
    private final LogQueue log;
    private final long heartbeatNanos;
    private long lastHeartbeat;
    private @Nullable Processed sending;

    Report(Member module, Progress progress, LogQueue log, Duration heartbeat) {
        this.module = module;
        this.progress = progress;
        this.log = log;
        // A little early is better than a whole period late.
        heartbeatNanos = heartbeat.toNanos() * 9 / 10;
        lastHeartbeat = System.nanoTime() - heartbeatNanos;
    }

    void writeTo(PacketWriter request) {
        long now = System.nanoTime();
        if (now - lastHeartbeat >= heartbeatNanos) {
            lastHeartbeat = now;
            heartbeat().write(request);
        }
        if (progress.hasNews()) {
            Processed report = progress.report();
            report.write(request);
            sending = report;
        }
        log.writeTo(request);
    }

    /** {@return whether one request did not hold it all} */
    boolean hasMore() {
        return !log.isEmpty() || progress.hasFailures();
    }

    /** The gateway has what was written last. */
    void arrived() {
        if (sending != null) {
            progress.told(sending);
            sending = null;
        }
    }

    private Heartbeat heartbeat() {
        Runtime runtime = Runtime.getRuntime();
        return new Heartbeat(module.busyFor().toMillis(), runtime.totalMemory() - runtime.freeMemory());
    }
}
