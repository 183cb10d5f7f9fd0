package dev.bulkhead.benchmarks.contest;

import dev.bulkhead.benchmarks.load.Delivery;
import java.util.HashMap;
import java.util.Map;

/** What a process says when it is done: {@code key=value} pairs with a space between two. */
public final class Report {
    private final Map<String, String> values = new HashMap<>();

    private Report() {}

    /** Reads what a process said. */
    public static Report parse(String line) {
        Report report = new Report();
        for (String pair : line.split(" ", -1)) {
            int equals = pair.indexOf('=');
            report.values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return report;
    }

    /** {@return a value as it stands there; empty if there is none} */
    public String text(String key) {
        return values.getOrDefault(key, "");
    }

    /** {@return what became of the messages} */
    public Delivery delivery() {
        return new Delivery(
                count("published"), count("missing"), count("duplicates"), count("misplaced"), count("damaged"));
    }

    private long count(String key) {
        return Long.parseLong(text(key));
    }

    /** {@return a value that must be a number} */
    public double number(String key) {
        return Double.parseDouble(text(key));
    }
}
