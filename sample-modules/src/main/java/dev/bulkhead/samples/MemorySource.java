package dev.bulkhead.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much of the memory is in use. */
final class MemorySource implements Source {
    private final Path meminfo;

    MemorySource(Path proc) {
        meminfo = proc.resolve("meminfo");
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Reading> read() throws IOException {
        MemoryInfo memory = MemoryInfo.parse(Files.readString(meminfo));
        return List.of(new Reading("memory", memory.usedRatio(), Reading.RATIO));
    }
}
