package dev.bulkhead.gateway.control.rpc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts who listens, and who could not keep up. Any thread may call. */
public final class Observers {
    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicLong cutOff = new AtomicLong();

    void came() {
        registered.incrementAndGet();
    }

    void left() {
        registered.decrementAndGet();
    }

    void tooSlow() {
        cutOff.incrementAndGet();
    }

    /** {@return how many registrations for events there are} */
    public int registered() {
        return registered.get();
    }

    /** {@return how many connections were cut because they did not read what they had asked for} */
    public long cutOff() {
        return cutOff.get();
    }
}
