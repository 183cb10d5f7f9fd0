package dev.bulkhead.samples;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says when something of the past is due again, at another speed. Not thread-safe. */
final class Tempo {
    /** A century: nanoseconds of more do not fit into a number. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final double speed;
    private final Duration interval;
    /** What was played last: when it was then, when it was due now; null before the first. */
    private @Nullable Instant then;

    private @Nullable Instant now;

    /**
     * Begins anew.
     *
     * @param speed how many times faster; 0 for no pauses
     * @param interval the pause after something that does not say when it was
     */
    Tempo(double speed, Duration interval) {
        this.speed = speed;
        this.interval = interval;
    }

    /** Lets the next come at once. */
    void begin() {
        then = null;
        now = null;
    }

    /** Lets the next come an interval after the last, whenever it was. */
    void beginAfterInterval() {
        then = null;
    }

    /**
     * {@return when the next is due; perhaps in the past}
     *
     * @param at when it was; null if nobody knows
     * @param present the time now
     */
    Instant due(@Nullable Instant at, Instant present) {
        Instant last = now;
        if (last == null || speed == 0) {
            return present;
        }
        return last.plusNanos((long) (pause(at).toNanos() / speed));
    }

    private Duration pause(@Nullable Instant at) {
        Instant before = then;
        if (at == null || before == null) {
            return interval;
        }
        Duration pause = Duration.between(before, at);
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /** The next was played. */
    void played(@Nullable Instant at, Instant present) {
        now = due(at, present);
        then = at;
    }
}
