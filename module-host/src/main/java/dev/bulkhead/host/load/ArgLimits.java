package dev.bulkhead.host.load;

import dev.bulkhead.api.Arg;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@link Arg} says of one argument, and whether a value keeps to it. */
final class ArgLimits {
    private ArgLimits() {}

    /**
     * {@return what is wrong with a value, with the limit; empty if nothing is}
     *
     * @param value as the module will have it; null if none is given
     */
    static Optional<String> problem(Arg arg, @Nullable Object value) {
        if (value == null) {
            return arg.required() ? Optional.of("it is missing, and must be given") : Optional.empty();
        }
        if (value instanceof Number number) {
            return numberProblem(arg, number);
        }
        boolean mismatch =
                value instanceof String text && !arg.pattern().isEmpty() && !Pattern.matches(arg.pattern(), text);
        return mismatch
                ? Optional.of("\"" + value + "\" does not fit; it must match " + arg.pattern())
                : Optional.empty();
    }

    private static Optional<String> numberProblem(Arg arg, Number number) {
        if (compare(number, arg.min()) < 0) {
            return Optional.of(number + " is too small; it must be at least " + text(arg.min()));
        }
        return compare(number, arg.max()) > 0
                ? Optional.of(number + " is too large; it may be at most " + text(arg.max()))
                : Optional.empty();
    }

    /** Compares exactly: a large whole number is none as a double. */
    private static int compare(Number number, double limit) {
        if (Double.isInfinite(limit) || number instanceof Double || number instanceof Float) {
            return Double.compare(number.doubleValue(), limit);
        }
        BigDecimal exact = number instanceof BigDecimal decimal
                ? decimal
                : number instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.valueOf(number.longValue());
        return exact.compareTo(BigDecimal.valueOf(limit));
    }

    /** {@return 5 for 5.0, as a person would write it} */
    private static String text(double limit) {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
