package dev.bulkhead.benchmarks.load;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How long each message took that should have been sent while it was open, however late it came, in nanoseconds. One thread
 * records. Times are those of {@code System.nanoTime()}, which on Linux all processes share and which counts from the start of the
 * machine, so that they can simply be compared.
 */
public final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int used;
    private volatile long from = Long.MAX_VALUE;
    private volatile long until = Long.MAX_VALUE;

    void open() {
        from = System.nanoTime();
    }

    void close() {
        until = System.nanoTime();
    }

    void record(long due, long came) {
        if (due >= from && due < until) {
            if (used == nanos.length) {
                nanos = Arrays.copyOf(nanos, used * 2);
            }
            nanos[used++] = came - due;
        }
    }

    /** {@return all of them with a comma between two; to be asked when nothing comes any more} */
    public String asText() {
        return Arrays.stream(nanos, 0, used).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }
}
