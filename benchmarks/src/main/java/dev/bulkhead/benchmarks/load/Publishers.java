package dev.bulkhead.benchmarks.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Threads that publish numbered messages, each the next when its last is confirmed. */
final class Publishers {
    private final Outlet outlet;
    private final Load load;
    private final BooleanSupplier end;
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param end whether to stop
     */
    Publishers(Outlet outlet, Load load, BooleanSupplier end) {
        this.outlet = outlet;
        this.load = load;
        this.end = end;
    }

    /** Publishes with so many threads until the end. */
    void run(int count) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, count)
                .mapToObj(i -> new Thread(this::publish, "publisher-" + i))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void publish() {
        try {
            while (!end.getAsBoolean()) {
                if (!outlet.publish(load.numbered(published.getAndIncrement()))) {
                    refused.incrementAndGet();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("publishing failed", e);
        }
    }

    /** {@return how many messages there were, those refused among them} */
    long published() {
        return published.get();
    }

    /** {@return how many the system did not take} */
    long refused() {
        return refused.get();
    }
}
