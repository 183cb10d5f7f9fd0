package dev.bulkhead.broker;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The messages that a forwarder has taken and not settled yet: for each, in order, the link that it came from. The module's thread
 * takes, without a lock; any thread settles, under one.
 */
final class InFlight {
    /** Of so many failures it is kept what they were. */
    private static final int MOST_FAILURES = 32;

    private Link[] ring = new Link[1024];
    /** The number of the newest message taken. Written by the module's thread alone. */
    private final AtomicLong taken = new AtomicLong();
    /** The number up to which the ring is known to have room. Used by the module's thread alone. */
    private long room = ring.length;
    /** The number of the newest message settled. Guarded by this. */
    private long settled;
    /** What is known of messages that failed and are not settled: the newest few. Guarded by this. */
    private final TreeMap<Long, Failure> failures = new TreeMap<>();

    private volatile boolean lost;
    /** How many were settled as failed. Guarded by this. */
    private long failedSoFar;

    void taken(Link link) {
        long number = taken.getPlain() + 1;
        if (number > room) {
            makeRoom();
        }
        ring[index(ring, number)] = link;
        taken.setRelease(number);
    }

    private synchronized void makeRoom() {
        if (taken.getPlain() - settled == ring.length) {
            grow();
        }
        room = settled + ring.length;
    }

    /** Settles what came after a loss that the module's thread had not seen. On that thread. */
    void batchEnded() {
        // What was taken must be visible before we look: whoever loses either finds it, or is seen here.
        VarHandle.fullFence();
        if (lost) {
            lose();
        }
    }

    /** Keeps what a message failed with until it is settled, for the newest few. */
    synchronized void failed(long number, Failure what) {
        requireTaken(number, "failed");
        if (number > settled) {
            failures.put(number, what);
            if (failures.size() > MOST_FAILURES) {
                failures.pollFirstEntry();
            }
        }
    }

    /** {@return what a message failed with, as far as it is known} */
    synchronized Failure failureOf(long number) {
        return failures.getOrDefault(number, Failure.LEFT_OUT);
    }

    private void requireTaken(long number, String became) {
        long newest = taken.getAcquire();
        if (number > newest) {
            throw new IllegalArgumentException(
                    "message " + number + " was reported " + became + ", but only " + newest + " were handed on");
        }
    }

    synchronized void settle(long upTo, long[] failed) {
        requireTaken(upTo, "processed");
        int nextFailed = 0;
        while (settled < upTo) {
            while (nextFailed < failed.length && failed[nextFailed] <= settled) {
                nextFailed++;
            }
            if (nextFailed < failed.length && failed[nextFailed] == settled + 1) {
                Failure what = failureOf(++settled);
                failedSoFar++;
                ring[index(ring, settled)].failed(this, () -> what);
            } else {
                deliver(nextFailed < failed.length ? Math.min(upTo, failed[nextFailed] - 1) : upTo);
            }
        }
        failures.headMap(settled, true).clear();
    }

    /** {@return how many were settled as failed} */
    synchronized long failed() {
        return failedSoFar;
    }

    /** {@return whether messages are on their way} */
    synchronized boolean isAnyUnsettled() {
        return taken.getAcquire() > settled;
    }

    /** Counts the next messages as delivered, as many as came over one link. */
    private void deliver(long upTo) {
        Link link = ring[index(ring, settled + 1)];
        long first = settled;
        do {
            settled++;
        } while (settled < upTo && ring[index(ring, settled + 1)] == link);
        link.delivered((int) (settled - first), this);
    }

    /** Gives up what has not been settled, and from now on what is taken. */
    synchronized void lose() {
        lost = true;
        VarHandle.fullFence();
        long newest = taken.getAcquire();
        while (settled < newest) {
            ring[index(ring, ++settled)].hostLost(this);
        }
    }

    private void grow() {
        Link[] old = ring;
        Link[] larger = Arrays.copyOf(old, old.length * 2);
        for (long number = settled + 1; number <= taken.getPlain(); number++) {
            larger[index(larger, number)] = old[index(old, number)];
        }
        ring = larger;
    }

    private static int index(Link[] ring, long number) {
        return (int) (number & (ring.length - 1));
    }
}
