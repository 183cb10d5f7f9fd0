package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;

/**
 * How the new edition of a module has to prove itself before the old one goes.
 *
 * @param time how long it must run; zero if it need not
 * @param failures how often it may throw meanwhile
 */
public record Canary(Duration time, long failures) {
    /** Unless somebody says otherwise: any failure in the first ten seconds. */
    public static final Canary DEFAULT = new Canary(Duration.ofSeconds(10), 0);
}
