package dev.bulkhead.benchmarks.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The publisher's part of a run: publishes from the word "go" to the word "stop", and says how much that was. */
public final class Sending {
    /** A thread that parks may come back so much late; for the rest of the time to the next message it spins. */
    private static final long LATE_NANOS = 300_000;

    private static final long SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;
    private static final int WARM_UP_FACTOR = 5;
    private static final int LARGE = 16 << 10;

    /** Opens a way to publish, once the receiver is there. */
    public interface Opener {
        Outlet open() throws Exception;
    }

    private final Job job;
    private final Phone phone;
    private long published;
    private long refused;

    /** Publishes for a job. */
    public Sending(Job job, Phone phone) {
        this.job = job;
        this.phone = phone;
    }

    /** Plays the part to its end, on the caller's thread. */
    public void run(Opener opener) throws Exception {
        Load load = new Load(job.size());
        phone.say("here");
        phone.await("connect");
        try (Outlet outlet = opener.open()) {
            phone.say("ready");
            phone.await("go");
            if (job.paced()) {
                publishPaced(outlet, load);
            } else if (job.confirmed()) {
                publishConfirmed(outlet, load);
            } else {
                publishAll(outlet, load);
            }
            phone.say("published count=" + published + " refused=" + refused);
            phone.await("bye");
        }
    }

    private void publishAll(Outlet outlet, Load load) throws Exception {
        while (!phone.isStopped()) {
            int taken = outlet.publish(load, published);
            // What is refused counts as published, and so as lost: nobody will publish it again.
            published += Math.max(1, taken);
            if (taken == 0) {
                refused++;
            }
        }
    }

    private void publishConfirmed(Outlet outlet, Load load) throws InterruptedException {
        Publishers publishers = new Publishers(outlet, load, phone::isStopped);
        publishers.run(outlet.publishers(job.inFlight()));
        published = publishers.published();
        refused = publishers.refused();
    }

    /** Warms up at a higher rate first, because a gateway that has been running for hours is warm at any rate. */
    private void publishPaced(Outlet outlet, Load load) throws Exception {
        long until = System.nanoTime() + job.warmUpMillis() * MILLI / 2;
        publishPaced(outlet, load, job.perSecond() * warmUpFactor(), () -> System.nanoTime() - until >= 0);
        publishPaced(outlet, load, job.perSecond(), phone::isStopped);
    }

    private int warmUpFactor() {
        return job.size() > LARGE ? 1 : WARM_UP_FACTOR;
    }

    private void publishPaced(Outlet outlet, Load load, int perSecond, BooleanSupplier end) throws Exception {
        long begin = System.nanoTime();
        for (long sent = 0; !end.getAsBoolean(); sent++) {
            long intended = begin + sent * SECOND / perSecond;
            Parcel parcel = load.stamped(published, intended);
            awaitTime(intended);
            published++;
            if (!outlet.publish(parcel)) {
                refused++;
            }
        }
    }

    private static void awaitTime(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            if (left > LATE_NANOS) {
                LockSupport.parkNanos(left - LATE_NANOS);
            } else {
                Thread.onSpinWait();
            }
            left = nanoTime - System.nanoTime();
        }
    }
}
