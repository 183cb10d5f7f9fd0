package dev.bulkhead.systemtests.chaos.world;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of the gateway's process, which can be moved: a small library in front of libc adds what a file says. The clock that
 * cannot be set (CLOCK_MONOTONIC) stays as it is, as on a machine whose time is set.
 */
public final class Clock {
    private final Path library;
    private final Path offset;

    private Clock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    static Optional<String> missing() throws InterruptedException {
        return Shell.succeeds("cc", "--version") ? Optional.empty() : Optional.of("a C compiler (cc)");
    }

    static Clock make(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("clock.c");
        try (InputStream resource = Clock.class.getResourceAsStream("/dev/bulkhead/systemtests/chaos/clock.c")) {
            Files.copy(resource, source);
        }
        Clock clock = new Clock(folder.resolve("clock.so"), folder.resolve("clock.offset"));
        String unused = Shell.run("cc", "-O2", "-shared", "-fPIC", "-o", clock.library.toString(), source.toString());
        clock.move(Duration.ZERO);
        return clock;
    }

    /** {@return what a process needs in its environment} */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "CHAOS_CLOCK", offset.toString());
    }

    /** Sets it so far off the true time, at once. */
    public void move(Duration by) throws IOException {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        Files.write(
                offset, seconds.putLong(by.toSeconds()).array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
