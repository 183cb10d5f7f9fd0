package dev.bulkhead.host.log;

import dev.bulkhead.wire.packet.LogLine;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.event.Level;

/** Writes log lines to standard error. Apart from the loggers, so that a host that never does this never loads it. */
final class ConsoleLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private ConsoleLog() {}

    static void write(LogLine line) {
        LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(line.epochMillis()), ZoneId.systemDefault());
        System.err.println(TIME.format(time) + " " + padded(Level.intToLevel(line.level())) + " " + line.text());
    }

    private static String padded(Level level) {
        return level.toString().length() == 5 ? level.toString() : level + " ";
    }
}
