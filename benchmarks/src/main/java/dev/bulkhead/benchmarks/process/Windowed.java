package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Tally;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Keeps at most {@value #WINDOW} messages on their way there and back, so that systems that drop have no reason to. */
final class Windowed implements Outlet {
    private static final int WINDOW = 8192;
    private static final long LOST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Outlet outlet;
    private final Tally tally;
    private long published;
    private long lost;
    private long seen;
    private long seenAt;

    Windowed(Outlet outlet, Tally tally) {
        this.outlet = outlet;
        this.tally = tally;
    }

    @Override
    public boolean publish(Parcel parcel) throws Exception {
        awaitRoom();
        published++;
        return outlet.publish(parcel);
    }

    @Override
    public int publish(Load load, long sequence) throws Exception {
        awaitRoom();
        int taken = outlet.publish(load, sequence);
        published += taken;
        return taken;
    }

    private void awaitRoom() {
        if (published - lost - tally.received() >= WINDOW) {
            seen = -1;
            Room.await(this::underWay, WINDOW);
        }
    }

    /**
     * {@return how many are under way; when none has come back for a while, those that are missing are lost} Looks at the clock, so
     * it is asked only while there is nothing else to do.
     */
    private long underWay() {
        long received = tally.received();
        if (received != seen) {
            seen = received;
            seenAt = System.nanoTime();
        } else if (System.nanoTime() - seenAt > LOST_AFTER_NANOS) {
            lost = published - received;
        }
        return published - lost - received;
    }

    @Override
    public void close() throws IOException {
        outlet.close();
    }
}
