package dev.bulkhead.broker;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.LinkStore;
import dev.bulkhead.broker.store.StoredLink;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the durable links of a broker have in common: the store, a clock and a timer. */
final class DurableLinks implements AutoCloseable {
    private final @Nullable LinkStore store;
    private final long began;
    private final long beganNanos = System.nanoTime();
    private @Nullable ScheduledExecutorService timer;

    /**
     * @param store null where there can be no durable links
     * @param clock looked at once: within a run, messages do not age because somebody sets the clock
     */
    DurableLinks(@Nullable LinkStore store, InstantSource clock) {
        this.store = store;
        began = clock.millis();
    }

    private LinkStore store() {
        if (store == null) {
            throw new IllegalArgumentException("a durable link needs a store, and this broker has none");
        }
        return store;
    }

    private synchronized ScheduledExecutorService timer() {
        ScheduledExecutorService present = timer;
        if (present == null) {
            ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(
                    1,
                    work -> {
                        Thread thread = new Thread(work, "durable-links");
                        thread.setDaemon(true);
                        return thread;
                    },
                    // What is asked for at the very end is not done.
                    new ThreadPoolExecutor.DiscardPolicy());
            made.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            made.setRemoveOnCancelPolicy(true);
            timer = made;
            present = made;
        }
        return present;
    }

    /** Ends the timer; what was to be done later is not done. */
    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    Surroundings around(Runnable wakeSink, Room room) {
        return new Surroundings(wakeSink, room);
    }

    /** What a durable queue sees of the rest. */
    final class Surroundings {
        private final Runnable wakeSink;
        private final Room room;

        private Surroundings(Runnable wakeSink, Room room) {
            this.wakeSink = wakeSink;
            this.room = room;
        }

        StoredLink open(LinkSpec spec, String source, LinkStore.Listener listener) {
            return store().open(
                            new LinkKey(source, spec.sink(), spec.match()),
                            spec.durable().orElseThrow(),
                            listener);
        }

        /** {@return milliseconds since 1970, by the clock as it was when the run began} */
        long millis() {
            return began + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
        }

        void wakeSink() {
            wakeSink.run();
        }

        Room room() {
            return room;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
        void in(long nanos, Runnable work) {
            timer().schedule(work, nanos, TimeUnit.NANOSECONDS);
        }

        void wakeSinkIn(long nanos) {
            in(nanos, wakeSink);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
        void every(long nanos, Runnable work) {
            timer().scheduleWithFixedDelay(work, nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }
}
