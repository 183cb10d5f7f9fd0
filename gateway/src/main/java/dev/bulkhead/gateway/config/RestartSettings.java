package dev.bulkhead.gateway.config;

import java.time.Duration;

/**
 * What becomes of a module that has failed.
 *
 * @param policy when it is activated again
 * @param backOff the pause before the first restart, about
 * @param maxBackOff the longest pause, about
 * @param limit how many restarts there may be within the window
 * @param window the time that the limit is about
 */
public record RestartSettings(
        RestartPolicy policy, Duration backOff, Duration maxBackOff, int limit, Duration window) {}
