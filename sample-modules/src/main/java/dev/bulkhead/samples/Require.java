package dev.bulkhead.samples;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses arguments that a module cannot run with, naming the argument, the value and what is allowed. */
final class Require {
    private Require() {}

    static <T> T given(String name, @Nullable T value, String example) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; args are for example " + example);
        }
        return value;
    }

    static double between(String name, double value, double least, double most) {
        // Written this way round, it refuses NaN as well.
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; allowed are " + Decimals.text(least) + " to " + Decimals.text(most));
        }
        return value;
    }

    static Duration between(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + inMillis(value) + "; allowed are " + inMillis(least) + " to " + inMillis(most));
        }
        return value;
    }

    private static String inMillis(Duration duration) {
        return duration.toMillis() + " ms";
    }

    static int between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed are " + least + " to " + most);
        }
        return value;
    }

    static String oneOf(String name, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(
                    name + " is \"" + value + "\"; allowed are " + String.join(", ", allowed));
        }
        return value;
    }
}
