package dev.bulkhead.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes the writer has written, by day: what its thread handed to the operating system, or, where that does not say it,
 * to SQLite. Belongs to the writer.
 */
final class WrittenBytes {
    private static final int DAYS = 7;
    private static final Path IO = Path.of("/proc/thread-self/io");
    private static final Pattern WRITTEN = Pattern.compile("wchar: (\\d+)");

    private final Clock clock;
    private final TreeMap<LocalDate, Long> days = new TreeMap<>();
    private long total;
    private long handed;
    private long seen;

    WrittenBytes(Clock clock, Map<LocalDate, Long> past) {
        this.clock = clock;
        days.putAll(past);
    }

    /** Begins to count, on the thread that writes. */
    void start() {
        seen = now();
    }

    /** So many bytes go to SQLite. */
    void handed(long bytes) {
        handed += bytes;
    }

    /** Brings the counts up to date. */
    void look() {
        long now = now();
        total += now - seen;
        days.merge(LocalDate.now(clock), now - seen, Long::sum);
        seen = now;
        while (days.size() > DAYS) {
            days.pollFirstEntry();
        }
    }

    private long now() {
        try {
            Matcher line = WRITTEN.matcher(Files.readString(IO));
            return line.find() ? Long.parseLong(line.group(1)) : handed;
        } catch (IOException e) {
            return handed;
        }
    }

    long total() {
        return total;
    }

    Map<LocalDate, Long> days() {
        return Map.copyOf(days);
    }

    void save(WrittenTable table) throws SQLException {
        table.save(days);
    }
}
