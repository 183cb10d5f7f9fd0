package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock that stands still until it is set forward. */
final class FakeTimer implements Timer {
    private record Planned(Instant at, Runnable work) {}

    private final List<Planned> planned = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Runnable after(Duration pause, Runnable work) {
        Planned one = new Planned(now.plus(pause), work);
        planned.add(one);
        return () -> forget(one);
    }

    private synchronized void forget(Planned one) {
        planned.remove(one);
    }

    /** {@return how long until something is to be done} */
    synchronized Optional<Duration> untilNext() {
        return planned.stream().map(one -> Duration.between(now, one.at())).min(Comparator.naturalOrder());
    }

    /** Sets the clock forward, and does what is due. */
    void forward(Duration by) {
        List<Planned> due;
        synchronized (this) {
            now = now.plus(by);
            due = planned.stream().filter(one -> !one.at().isAfter(now)).toList();
            planned.removeAll(due);
        }
        due.forEach(one -> one.work().run());
    }
}
