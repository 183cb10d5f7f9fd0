package dev.bulkhead.host;

import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.PacketWriter;
import java.util.ArrayDeque;

/** Log lines on their way to the gateway. Bounded: what does not fit is left out, and how much that was is said. */
final class LogQueue {
    private static final int CAPACITY = 2048;
    /** A request carries at most about this many bytes of log. */
    private static final int PORTION = 32 * 1024;

    private static final int LONGEST = 16 * 1024;

    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private long leftOut;

    synchronized void add(LogLine line) {
        if (lines.size() == CAPACITY) {
            leftOut++;
            return;
        }
        if (leftOut > 0) {
            lines.add(new LogLine(30, line.epochMillis(), "bulkhead", leftOut + " log lines were left out here"));
            leftOut = 0;
        }
        lines.add(shortened(line));
    }

    private static LogLine shortened(LogLine line) {
        String text = line.text();
        if (text.length() <= LONGEST) {
            return line;
        }
        String start = text.substring(0, LONGEST) + "… (" + (text.length() - LONGEST) + " characters more)";
        return new LogLine(line.level(), line.epochMillis(), line.logger(), start);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Moves some lines into a request. */
    synchronized void writeTo(PacketWriter request) {
        int limit = request.size() + PORTION;
        while (!lines.isEmpty() && request.size() < limit) {
            lines.remove().write(request);
        }
    }
}
