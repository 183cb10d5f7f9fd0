package dev.bulkhead.samples;

import java.util.OptionalDouble;

/**
 * The time that all processors together have spent since the machine started.
 *
 * @param busy ticks spent working; time that a hypervisor gave to others counts, time spent waiting for a disk does not
 * @param total ticks in all
 */
record CpuTimes(long busy, long total) {
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;

    /** Reads the text of {@code /proc/stat}. */
    static CpuTimes parse(String stat) {
        String[] columns = stat.lines()
                .filter(line -> line.startsWith("cpu "))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no line \"cpu\""))
                .split(" +", -1);
        if (columns.length <= IDLE) {
            throw new IllegalArgumentException("the line \"cpu\" has only " + columns.length + " columns");
        }
        long total = 0;
        // What follows "steal" is the time of guests, which "user" and "nice" have counted already.
        for (int i = 1; i <= Math.min(STEAL, columns.length - 1); i++) {
            total += Long.parseLong(columns[i]);
        }
        long ioWait = columns.length > IO_WAIT ? Long.parseLong(columns[IO_WAIT]) : 0;
        return new CpuTimes(total - Long.parseLong(columns[IDLE]) - ioWait, total);
    }

    /** {@return the busy part of the time since then, 0 to 1; empty if no time has passed or the counters went back} */
    OptionalDouble busyRatioSince(CpuTimes then) {
        long elapsed = total - then.total;
        if (elapsed <= 0) {
            return OptionalDouble.empty();
        }
        // A single column may go back a little even while the sum grows: proc(5) says so of the wait for disks.
        double ratio = (double) (busy - then.busy) / elapsed;
        return OptionalDouble.of(Math.max(0, Math.min(1, ratio)));
    }
}
