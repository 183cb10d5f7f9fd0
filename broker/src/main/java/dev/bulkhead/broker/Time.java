package dev.bulkhead.broker;

import java.time.InstantSource;

/** The time by which periodic work is done, and that modules are told. How long publishers wait is always real time. */
public interface Time {
    /** The system's. */
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }
    };

    /** {@return nanoseconds since some moment; they never go back. Any thread calls, often} */
    long nanos();

    /** {@return the time of day; any thread asks it} */
    InstantSource clock();
}
