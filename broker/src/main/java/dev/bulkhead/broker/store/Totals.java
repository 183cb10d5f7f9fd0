package dev.bulkhead.broker.store;

import java.util.Map;

/**
 * What became of the messages of a link that are dealt with, since the link began.
 *
 * @param dropped by the label of the reason, such as {@code overflow}; reasons that never occurred are absent
 */
public record Totals(long delivered, Map<String, Long> dropped, long deadLettered, long expired) {
    public static final Totals NONE = new Totals(0, Map.of(), 0, 0);

    public Totals {
        dropped = Map.copyOf(dropped);
    }
}
