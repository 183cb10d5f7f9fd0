package dev.bulkhead.benchmarks.load;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How long each message took, in nanoseconds. One thread records. */
public final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int used;
    private volatile boolean open;

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    void record(long value) {
        if (open) {
            if (used == nanos.length) {
                nanos = Arrays.copyOf(nanos, used * 2);
            }
            nanos[used++] = value;
        }
    }

    /** {@return all of them with a comma between two; not to be called while messages arrive} */
    public String asText() {
        return Arrays.stream(nanos, 0, used).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }
}
