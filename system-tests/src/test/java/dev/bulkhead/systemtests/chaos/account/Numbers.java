package dev.bulkhead.systemtests.chaos.account;

import dev.bulkhead.api.PublishResult;
import java.util.Arrays;
import java.util.Optional;

/** What is known of each number of a lane, from 1 on. Four bytes a number, because a long run has millions. */
final class Numbers {
    private static final int FIRST_SIZE = 1024;
    private static final PublishResult[] RESULTS = PublishResult.values();

    private byte[] outcomes = new byte[FIRST_SIZE];
    private byte[] arrivals = new byte[FIRST_SIZE];
    private short[] lives = new short[FIRST_SIZE];
    private int highest;

    /** {@return the greatest number of which it is known what publish returned} */
    int highest() {
        return highest;
    }

    void published(int number, PublishResult result) {
        makeRoom(number);
        outcomes[number] = (byte) (result.ordinal() + 1);
        highest = Math.max(highest, number);
    }

    /** {@return what publish returned; empty where nobody knows} */
    Optional<PublishResult> outcome(int number) {
        boolean known = number < outcomes.length && outcomes[number] > 0;
        return known ? Optional.of(RESULTS[outcomes[number] - 1]) : Optional.empty();
    }

    /** Counts an arrival. {@return the life of the sink that had the number last; 0 if this is the first time} */
    int arrived(int number, int life) {
        makeRoom(number);
        int before = lives[number];
        arrivals[number] = (byte) Math.min(arrivals[number] + 1, Byte.MAX_VALUE);
        lives[number] = (short) life;
        return before;
    }

    /** {@return how often a number arrived, at most 127} */
    int arrivals(int number) {
        return number < arrivals.length ? arrivals[number] : 0;
    }

    private void makeRoom(int number) {
        if (number >= outcomes.length) {
            int size = Math.max(number + 1, outcomes.length * 2);
            outcomes = Arrays.copyOf(outcomes, size);
            arrivals = Arrays.copyOf(arrivals, size);
            lives = Arrays.copyOf(lives, size);
        }
    }
}
