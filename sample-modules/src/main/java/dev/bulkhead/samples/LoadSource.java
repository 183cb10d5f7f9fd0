package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many tasks run or wait to. */
final class LoadSource implements Source {
    private final Path loadavg;

    LoadSource(Path proc) {
        loadavg = proc.resolve("loadavg");
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public List<Reading> read() throws IOException {
        LoadAverage load = LoadAverage.parse(Files.readString(loadavg));
        return List.of(new Reading("load", load.oneMinute(), "1"));
    }
}
