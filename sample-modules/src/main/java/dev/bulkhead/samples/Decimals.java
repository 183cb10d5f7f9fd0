package dev.bulkhead.samples;

import dev.bulkhead.api.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Numbers as the content of messages. */
final class Decimals {
    private static final int DECIMALS = 4;
    private static final int LONGEST = 64;

    private Decimals() {}

    /** {@return the number with at most four decimals, always with a point and never with an exponent} */
    static String text(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** {@return the number that is the content of this message; empty if the content is not a finite number} */
    static OptionalDouble contentOf(Message message) {
        if (message.contentSize() > LONGEST) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(message.text());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
