package dev.bulkhead.samples;

import dev.bulkhead.api.Message;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values with their units, for people. */
final class Quantity {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};
    // From here on, one decimal would show as 1000.0.
    private static final double FULL = 999.95;

    private Quantity() {}

    /** {@return the value and its unit, such as {@code 1.2 kB/s}; empty if the message lacks one of them} */
    static Optional<String> in(Message message) {
        OptionalDouble value = Decimals.contentOf(message);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return message.property("unit").map(unit -> switch (unit) {
            case Reading.RATIO -> oneDecimal(100 * value.getAsDouble()) + " %";
            case Reading.BYTES_PER_SECOND -> rate(value.getAsDouble());
            case "1" -> message.text().trim();
            default -> message.text().trim() + " " + unit;
        });
    }

    private static String rate(double bytesPerSecond) {
        double scaled = bytesPerSecond;
        int prefix = 0;
        while (Math.abs(scaled) >= FULL && prefix < PREFIXES.length - 1) {
            scaled /= 1000;
            prefix++;
        }
        return oneDecimal(scaled) + " " + PREFIXES[prefix] + "B/s";
    }

    private static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
