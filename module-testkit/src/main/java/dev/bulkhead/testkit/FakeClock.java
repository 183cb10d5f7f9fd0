package dev.bulkhead.testkit;

import dev.bulkhead.broker.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of a simulated module: what {@code context.clock()} tells, and by which {@code context.every} runs. It begins at
 * {@link #BEGIN} and stands still unless the test moves it.
 */
public final class FakeClock implements InstantSource {
    /** Where every clock begins. */
    public static final Instant BEGIN = Instant.parse("2026-01-31T08:15:00Z");

    /** Brings a module to do what is due. */
    interface Follower {
        /** {@return how many nanoseconds remain until periodic work is due, after what is due has been done} */
        long untilDue() throws Exception;

        /** Waits until everything that was sent has arrived. */
        void settle() throws Exception;
    }

    private final AtomicLong nanos = new AtomicLong();
    private final Follower follower;

    FakeClock(Follower follower) {
        this.follower = follower;
    }

    Time time() {
        return new Time() {
            @Override
            public long nanos() {
                return nanos.get();
            }

            @Override
            public InstantSource clock() {
                return FakeClock.this;
            }
        };
    }

    /** {@return the time now; any thread may ask} */
    @Override
    public Instant instant() {
        return BEGIN.plusNanos(nanos.get());
    }

    /**
     * Lets time pass. All periodic work that becomes due is done at its own moment, in order and on the module's thread, and what it
     * published has arrived when this returns.
     *
     * @param time how long; from zero on
     * @throws Exception if the module does not come back
     */
    public void advance(Duration time) throws Exception {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not go back, not by " + time);
        }
        long end = nanos.get() + time.toNanos();
        long untilDue = follower.untilDue();
        while (untilDue <= end - nanos.get()) {
            nanos.addAndGet(untilDue);
            untilDue = follower.untilDue();
        }
        nanos.set(end);
        follower.settle();
    }
}
