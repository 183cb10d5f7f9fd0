package dev.bulkhead.gateway.config;

import dev.bulkhead.host.load.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as they are written. */
final class Quantities {
    static final String DURATION_PATTERN = DurationText.PATTERN;
    static final String SIZE_PATTERN = "([0-9]{1,9})(B|KiB|MiB|GiB)";

    private static final Pattern SIZE = Pattern.compile(SIZE_PATTERN);

    private Quantities() {}

    /** {@return the duration; empty if this is none} */
    static Optional<Duration> duration(String text) {
        return DurationText.parse(text);
    }

    /** {@return the number of bytes; empty if this is no size} */
    static Optional<Long> size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "B" -> 0;
            case "KiB" -> 10;
            case "MiB" -> 20;
            default -> 30;
        };
        return Optional.of(Long.parseLong(matcher.group(1)) << shift);
    }
}
