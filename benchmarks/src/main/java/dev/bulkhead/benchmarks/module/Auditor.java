package dev.bulkhead.benchmarks.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts which of the {@link Metronome}'s numbers come, from 0 on, and which come twice. Once a second, and in the end, it writes four
 * numbers into a file: the next one expected, those received, missing, repeated.
 */
public final class Auditor implements Module {
    /** Enough to know that much is wrong; it shall not be this module that fills the memory. */
    private static final int MOST_HOLES = 10_000;

    private Path file;
    private long expected;
    private long received;
    private long repeated;
    private long missingForGood;
    private final Set<Long> holes = new TreeSet<>();

    /**
     * What the configuration says.
     *
     * @param file where to write the four numbers
     */
    public record Args(String file) {}

    @Override
    public void create(ModuleContext context) {
        file = Path.of(context.args(Args.class).file());
        context.every(Duration.ofSeconds(1), this::write);
    }

    @Override
    public void receive(Message message) {
        long number = Long.parseLong(message.properties().getOrDefault(Metronome.NUMBER, "-1"));
        received++;
        if (number < expected) {
            repeated += holes.remove(number) ? 0 : 1;
            return;
        }
        for (long hole = expected; hole < number; hole++) {
            if (holes.size() < MOST_HOLES) {
                holes.add(hole);
            } else {
                missingForGood++;
            }
        }
        expected = number + 1;
    }

    private void write() {
        String text = expected + " " + received + " " + (holes.size() + missingForGood) + " " + repeated;
        try {
            Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        write();
    }
}
