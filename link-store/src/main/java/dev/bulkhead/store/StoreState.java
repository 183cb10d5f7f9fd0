package dev.bulkhead.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether the store takes messages.
 *
 * @param failure why not, with the remedy; empty if it does
 * @param since when this began
 */
public record StoreState(Optional<String> failure, Instant since) {
    /** {@return whether the last attempt to write went well} */
    public boolean ok() {
        return failure.isEmpty();
    }
}
