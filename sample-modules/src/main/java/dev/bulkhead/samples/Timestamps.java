package dev.bulkhead.samples;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Points in time as text. */
final class Timestamps {
    // Unlike Instant.toString, this keeps the milliseconds when they are zero.
    private static final DateTimeFormatter ISO_MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /** {@return ISO-8601 in UTC with milliseconds, such as {@code 2026-01-31T08:15:00.000Z}} */
    static String text(Instant instant) {
        return ISO_MILLIS.format(instant);
    }
}
