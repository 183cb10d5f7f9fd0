package dev.bulkhead.host.load;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write a duration, in {@code gateway.json} as in a module's arguments: {@code "250ms" "1s" "5m" "2h" "7d"}. */
public final class DurationText {
    /** What a duration looks like, as a regular expression. */
    public static final String PATTERN = "([0-9]{1,9})(ms|s|m|h|d)";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    private DurationText() {}

    /** {@return the duration; empty if the text is none} */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }
}
