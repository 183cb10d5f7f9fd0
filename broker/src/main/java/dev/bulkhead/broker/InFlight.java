package dev.bulkhead.broker;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The messages that a forwarder has taken and not settled yet: for each, in order, the link that it came from. The module's thread
 * takes, without a lock; any thread settles, under one.
 */
final class InFlight {
    private static final Failure ELSEWHERE = new Failure("receive threw in the module host; see its log", "");

    private Link[] ring = new Link[1024];
    /** The number of the newest message taken. Written by the module's thread alone. */
    private final AtomicLong taken = new AtomicLong();
    /** The number up to which the ring is known to have room. Used by the module's thread alone. */
    private long room = ring.length;
    /** The number of the newest message settled. Guarded by this. */
    private long settled;

    private volatile boolean lost;

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

    synchronized void settle(long upTo, long[] failed) {
        long newest = taken.getAcquire();
        if (upTo > newest) {
            throw new IllegalArgumentException(
                    "message " + upTo + " was reported processed, but only " + newest + " were handed on");
        }
        int nextFailed = 0;
        while (settled < upTo) {
            while (nextFailed < failed.length && failed[nextFailed] <= settled) {
                nextFailed++;
            }
            if (nextFailed < failed.length && failed[nextFailed] == settled + 1) {
                ring[index(ring, ++settled)].failed(this, () -> ELSEWHERE);
            } else {
                deliver(nextFailed < failed.length ? Math.min(upTo, failed[nextFailed] - 1) : upTo);
            }
        }
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
