package dev.bulkhead.broker.store;

import java.util.Map;

/**
 * Which durable link it is, whatever its other settings are: what one run of the gateway leaves on disk, the next finds under this.
 *
 * @param source the module at its start, never {@code *}
 * @param sink the module at its end
 * @param match as in a {@link dev.bulkhead.broker.LinkSpec}
 */
public record LinkKey(String source, String sink, Map<String, String> match) {
    public LinkKey {
        match = Map.copyOf(match);
    }
}
