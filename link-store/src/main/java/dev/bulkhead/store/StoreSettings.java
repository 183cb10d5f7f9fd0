package dev.bulkhead.store;

import java.time.Clock;
import java.time.ZoneId;

/**
 * What a store is to keep to.
 *
 * @param deadLetters how many dead letters it keeps
 * @param clock what time it is; its zone decides when a day begins
 */
public record StoreSettings(DeadLetterLimits deadLetters, Clock clock) {
    /** The limits of {@link DeadLetterLimits#DEFAULT}, and the machine's clock. */
    public static final StoreSettings DEFAULT =
            new StoreSettings(DeadLetterLimits.DEFAULT, Clock.system(ZoneId.systemDefault()));
}
