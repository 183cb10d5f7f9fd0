package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How busy the processors were since the previous reading. */
final class CpuSource implements Source {
    private final Path stat;
    private @Nullable CpuTimes previous;

    CpuSource(Path proc) {
        stat = proc.resolve("stat");
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public List<Reading> read() throws IOException {
        CpuTimes then = previous;
        CpuTimes now = CpuTimes.parse(Files.readString(stat));
        previous = now;
        OptionalDouble ratio = then == null ? OptionalDouble.empty() : now.busyRatioSince(then);
        return ratio.isEmpty() ? List.of() : List.of(new Reading("cpu", ratio.getAsDouble(), Reading.RATIO));
    }
}
