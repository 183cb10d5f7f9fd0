package dev.bulkhead.broker;

import java.util.Arrays;

/** The messages that a forwarder has taken and not settled yet: for each, in order, the link that it came from. */
final class InFlight {
    private Link[] ring = new Link[1024];
    /** The number of the newest message settled, and of the newest taken. */
    private long settled;

    private long taken;
    private boolean lost;

    synchronized void taken(Link link) {
        if (taken - settled == ring.length) {
            grow();
        }
        ring[index(++taken)] = link;
        if (lost) {
            lose();
        }
    }

    synchronized void settle(long upTo, long[] failed) {
        if (upTo > taken) {
            throw new IllegalArgumentException(
                    "message " + upTo + " was reported processed, but only " + taken + " were handed on");
        }
        int nextFailed = 0;
        while (settled < upTo) {
            Link link = ring[index(++settled)];
            while (nextFailed < failed.length && failed[nextFailed] < settled) {
                nextFailed++;
            }
            if (nextFailed < failed.length && failed[nextFailed] == settled) {
                link.dropInFlight(DropReason.RECEIVE_FAILED);
            } else {
                link.delivered();
            }
        }
    }

    /** Gives up what has not been settled, and from now on what is taken. */
    synchronized void lose() {
        lost = true;
        while (settled < taken) {
            ring[index(++settled)].dropInFlight(DropReason.HOST_LOST);
        }
    }

    private int index(long number) {
        return (int) (number & (ring.length - 1));
    }

    private void grow() {
        Link[] old = ring;
        ring = Arrays.copyOf(old, old.length * 2);
        for (long number = settled + 1; number <= taken; number++) {
            ring[index(number)] = old[(int) (number & (old.length - 1))];
        }
    }
}
