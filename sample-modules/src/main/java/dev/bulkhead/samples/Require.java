package dev.bulkhead.samples;

import java.time.Duration;

/** Refuses arguments that a module cannot run with and that no {@code @Arg} can refuse. */
final class Require {
    private Require() {}

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
}
