package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;

/**
 * What a swap has come to.
 *
 * @param pause for how long neither edition took messages; zero if the module does not run
 * @param carriedState whether the new one has the state of the old one
 */
public record Swapped(Duration pause, boolean carriedState) {
    /** Of a module that does not run: the new edition comes with its next activation. */
    static final Swapped DOWN = new Swapped(Duration.ZERO, false);
}
