package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;
import java.time.Instant;

/** What time it is, and what is done later. */
interface Timer {
    /** {@return the time} */
    Instant now();

    /**
     * Does something once, later.
     *
     * @return forgets it
     */
    Runnable after(Duration pause, Runnable work);
}
