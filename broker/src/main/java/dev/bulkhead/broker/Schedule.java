package dev.bulkhead.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The periodic work of one module. Used by the module's thread alone. */
final class Schedule {
    private static final class Entry {
        private final long periodNanos;
        private final Runnable work;
        private long due;

        Entry(long periodNanos, Runnable work) {
            this.periodNanos = periodNanos;
            this.work = work;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Time time;
    private boolean started;

    Schedule(Time time) {
        this.time = time;
    }

    Time time() {
        return time;
    }

    void add(long periodNanos, Runnable work) {
        Entry entry = new Entry(periodNanos, work);
        entry.due = time.nanos() + periodNanos;
        entries.add(entry);
    }

    /** Lets the periods begin. */
    void start() {
        long now = time.nanos();
        started = true;
        entries.forEach(entry -> entry.due = now + entry.periodNanos);
    }

    void stop() {
        started = false;
    }

    /** Stops for good. */
    void clear() {
        stop();
        entries.clear();
    }

    /** Runs what is due; the period of each begins anew when it returns. */
    void runDue(Consumer<Runnable> runner) {
        if (!started) {
            return;
        }
        // By index: work may add work.
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.due - time.nanos() <= 0) {
                runner.accept(entry.work);
                entry.due = time.nanos() + entry.periodNanos;
            }
        }
    }

    /** {@return the nanoseconds until something is due; {@code Long.MAX_VALUE} if nothing ever is} */
    long untilDue() {
        long least = Long.MAX_VALUE;
        if (started) {
            long now = time.nanos();
            for (Entry entry : entries) {
                least = Math.min(least, Math.max(0, entry.due - now));
            }
        }
        return least;
    }
}
