package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Tally;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps at most {@value #WINDOW} messages on their way there and back, so that systems that drop have no reason to. */
final class Windowed implements Outlet {
    private static final int WINDOW = 8192;
    private static final long LOOK_NANOS = 20_000;
    private static final long LOST_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Outlet outlet;
    private final Tally tally;
    private long published;
    private long lost;

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
        long seen = tally.received();
        long since = System.nanoTime();
        while (published - lost - tally.received() >= WINDOW) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (tally.received() != seen) {
                seen = tally.received();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > LOST_AFTER_NANOS) {
                lost = published - seen;
            }
        }
    }

    @Override
    public void close() throws IOException {
        outlet.close();
    }
}
