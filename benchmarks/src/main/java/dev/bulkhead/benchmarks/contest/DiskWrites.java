package dev.bulkhead.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** How much a process has files write from now on, in pages as Linux has them written to the disk. */
public final class DiskWrites {
    private static final String KEY = "write_bytes:";

    private final Path file;
    private final long before;

    private DiskWrites(Path file) throws IOException {
        this.file = file;
        before = read(file);
    }

    /** Begins to look at a process. */
    public static DiskWrites of(long pid) throws IOException {
        return new DiskWrites(Path.of("/proc", String.valueOf(pid), "io"));
    }

    private static long read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(KEY))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(KEY.length()).strip()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Adds how many bytes that was for each message that a {@link Flow} has measured. */
    public void addTo(Map<String, Double> metrics) throws IOException {
        double received = metrics.getOrDefault("received", 0.0);
        metrics.put(Names.BYTES_WRITTEN, (read(file) - before) / Math.max(1, received));
    }
}
