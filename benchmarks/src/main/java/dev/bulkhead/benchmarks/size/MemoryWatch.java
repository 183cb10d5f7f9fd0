package dev.bulkhead.benchmarks.size;

import dev.bulkhead.benchmarks.contest.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the resident memory of a process four times a second, until it is closed. */
final class MemoryWatch implements AutoCloseable {
    private static final int EVERY_MILLIS = 250;

    private final ProcessFiles files;
    private final List<Double> resident = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private MemoryWatch(ProcessFiles files) {
        this.files = files;
    }

    /** Begins to watch. */
    static MemoryWatch of(long pid) throws IOException {
        MemoryWatch watch = new MemoryWatch(new ProcessFiles(pid));
        watch.look();
        var unused =
                watch.clock.scheduleAtFixedRate(watch::lookAgain, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private synchronized void look() throws IOException {
        resident.add(files.resident());
    }

    private void lookAgain() {
        try {
            look();
        } catch (IOException e) {
            throw new IllegalStateException("the process is gone", e);
        }
    }

    /** {@return the memory when the watch began, in MiB} */
    synchronized double first() {
        return resident.get(0);
    }

    /** {@return the median of the memory in a third of the time so far, in MiB; 0 is the first third} */
    synchronized double third(int which) {
        return median(resident, which);
    }

    static double median(List<Double> values, int third) {
        int from = values.size() * third / 3;
        int to = Math.max(from + 1, values.size() * (third + 1) / 3);
        return new Series(values.subList(from, to)).median();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
