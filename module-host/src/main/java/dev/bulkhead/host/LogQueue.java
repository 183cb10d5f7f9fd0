package dev.bulkhead.host;

import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.session.Protocol;
import java.util.ArrayDeque;

/** Log lines on their way to the gateway. Bounded: what does not fit is left out, and how much that was is said. */
final class LogQueue {
    private static final int CAPACITY = 2048;
    /** After so many bytes no more lines go with a request. With one long line more they fit into what a request has room for. */
    private static final int PORTION = 16 * 1024;

    private static final int LONGEST = 8 * 1024;
    private static final int LONGEST_NAME = 200;
    /** With three bytes a character, what it says of the rest, and the header. */
    private static final int LONGEST_BYTES = 3 * (LONGEST + LONGEST_NAME) + 100;

    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private long leftOut;
    private long lastLeftOutMillis;

    synchronized void add(LogLine line) {
        // What was left out takes a place too.
        if (lines.size() + (leftOut > 0 ? 1 : 0) >= CAPACITY) {
            leftOut++;
            lastLeftOutMillis = line.epochMillis();
            return;
        }
        tellWhatWasLeftOut();
        lines.add(shortened(line));
    }

    private void tellWhatWasLeftOut() {
        if (leftOut > 0) {
            lines.add(new LogLine(30, lastLeftOutMillis, "bulkhead", leftOut + " log lines were left out here"));
            leftOut = 0;
        }
    }

    private static LogLine shortened(LogLine line) {
        String text = line.text();
        if (text.length() > LONGEST) {
            text = text.substring(0, LONGEST) + "… (" + (text.length() - LONGEST) + " characters more)";
        }
        String name = line.logger();
        if (name.length() > LONGEST_NAME) {
            name = "…" + name.substring(name.length() - LONGEST_NAME);
        }
        return new LogLine(line.level(), line.epochMillis(), name, text);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Moves some lines into a request. */
    synchronized void writeTo(PacketWriter request) {
        int limit = Math.min(request.size() + PORTION, Protocol.OVERHEAD - LONGEST_BYTES);
        while (!lines.isEmpty() && request.size() < limit) {
            lines.remove().write(request);
            if (lines.isEmpty()) {
                tellWhatWasLeftOut();
            }
        }
    }
}
