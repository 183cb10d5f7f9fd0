package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.wire.packet.ForeignText;
import dev.bulkhead.wire.packet.LogLine;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes what modules log in hosts, on a thread of its own: who writes to a terminal that has been halted waits, and the threads
 * that answer hosts must not. Bounded: what does not fit is left out, and how much that was is said.
 */
final class HostLog implements AutoCloseable {
    /** One for all: Logback keeps a logger for every name for ever, and these names come from outside. */
    private static final Logger LOG = LoggerFactory.getLogger("host");

    private static final int CAPACITY = 8192;
    private static final long END_MILLIS = 1000;

    private record Entry(String module, LogLine line) {}

    /** Wakes a thread that waits when nothing is to come any more. */
    private static final Entry END = new Entry("", new LogLine(0, 0, "", ""));

    private final BlockingQueue<Entry> entries = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread = new Thread(this::write, "host-log");
    private volatile boolean closing;

    HostLog() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a line. Returns at once. */
    void add(String module, LogLine line) {
        if (!entries.offer(new Entry(module, line))) {
            leftOut.incrementAndGet();
        }
    }

    private void write() {
        try {
            while (!closing || !entries.isEmpty()) {
                Entry entry = entries.take();
                if (!entry.equals(END)) {
                    write(entry);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Entry entry) {
        Level level = level(entry.line().level());
        String text = ForeignText.lines(entry.line().text());
        ModuleLog.under(entry.module(), () -> LOG.atLevel(level).log("{}", text));
        long missing = leftOut.getAndSet(0);
        if (missing > 0) {
            LOG.warn("{} log lines of hosts were left out here", missing);
        }
    }

    private static Level level(int number) {
        for (Level level : Level.values()) {
            if (number >= level.toInt()) {
                return level; // from ERROR down
            }
        }
        return Level.TRACE;
    }

    /** Writes what is there, if it can be written soon. */
    @Override
    public void close() {
        closing = true;
        // A full queue has no room for this, but then nobody waits.
        boolean unused = entries.offer(END);
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
