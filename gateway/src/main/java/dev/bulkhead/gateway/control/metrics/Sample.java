package dev.bulkhead.gateway.control.metrics;

import java.util.List;

/**
 * One number.
 *
 * @param kind whether it only grows
 * @param name its name with dots; the text form makes {@code _} of them, and appends {@code _total} to a counter
 * @param help what it is
 * @param labels names and values, in turn; those of one name are the same everywhere
 * @param value the number; those of the same name and labels are added up
 */
public record Sample(Kind kind, String name, String help, List<String> labels, double value) {
    /** What kind of number it is. */
    public enum Kind {
        /** Only grows, until the gateway or what is counted starts anew. */
        COUNTER,
        /** Goes up and down. */
        GAUGE
    }

    public Sample {
        labels = List.copyOf(labels);
    }

    /** {@return a number that only grows} */
    public static Sample counter(String name, String help, Number value, String... labels) {
        return new Sample(Kind.COUNTER, name, help, List.of(labels), value.doubleValue());
    }

    /** {@return a number that goes up and down} */
    public static Sample gauge(String name, String help, Number value, String... labels) {
        return new Sample(Kind.GAUGE, name, help, List.of(labels), value.doubleValue());
    }
}
