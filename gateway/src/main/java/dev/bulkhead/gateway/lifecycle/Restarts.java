package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.RestartPolicy;
import dev.bulkhead.gateway.config.RestartSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a module that has failed is activated again: each time after a pause twice as long, up to a limit, and within a stretch of
 * time only so often. Not thread-safe.
 */
final class Restarts {
    /** A pause is up to this part of it shorter or longer, so that modules that failed together do not come back together. */
    private static final double JITTER = 0.2;

    private final RestartSettings settings;
    private final DoubleSupplier random;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /**
     * Begins without a failure.
     *
     * @param random between 0 and 1
     */
    Restarts(RestartSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * {@return whether the policy wants the module back}
     *
     * @param inOrder whether its host just ended, with the exit status 0
     */
    boolean wanted(boolean inOrder) {
        return settings.policy() == RestartPolicy.ALWAYS || (settings.policy() == RestartPolicy.ON_FAILURE && !inOrder);
    }

    /** Notes a restart. {@return the pause before it; empty if there were too many of late, and there shall be none} */
    Optional<Duration> next(Instant now) {
        recent.removeIf(restart -> restart.isBefore(now.minus(settings.window())));
        if (recent.size() >= settings.limit()) {
            return Optional.empty();
        }
        double doubled = settings.backOff().toMillis() * Math.pow(2, recent.size());
        double pause = Math.min(doubled, (double) settings.maxBackOff().toMillis());
        recent.add(now);
        return Optional.of(Duration.ofMillis(Math.round(pause * (1 + JITTER * (2 * random.getAsDouble() - 1)))));
    }

    /** {@return how a module is described that has come back too often} */
    String exhausted() {
        return "it stays down after " + settings.limit() + " restarts within "
                + settings.window().toSeconds() + " s (restartLimit, restartWindow)";
    }

    /** Forgets the failures: somebody has taken care of the module. */
    void forget() {
        recent.clear();
    }
}
