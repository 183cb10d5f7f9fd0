package dev.bulkhead.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    /** {@return a number with three figures or more, with a comma between thousands} */
    static String of(double value) {
        double size = Math.abs(value);
        if (size >= 100_000) {
            return String.format(Locale.ROOT, "%,.0f", Math.rint(value / 1000) * 1000);
        }
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 || size == 0 ? "%.1f" : "%.2f", value);
    }

    /** {@return a bound as it was set, without figures that say nothing} */
    static String bound(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** {@return a ratio, such as {@code 2.4} or {@code 0.031}} */
    static String ratio(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (value >= 10) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, value >= 0.1 ? "%.2f" : "%.3f", value);
    }
}
