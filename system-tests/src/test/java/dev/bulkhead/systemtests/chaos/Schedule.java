package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.systemtests.chaos.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Which fault comes when. It follows from the seed and the kinds alone: every kind once in each cycle, in another order each time. A
 * round's own choices follow from the seed and its number, whatever became of the rounds before.
 */
final class Schedule {
    private final long seed;
    private final List<FaultKind> kinds;

    Schedule(long seed, List<FaultKind> kinds) {
        this.seed = seed;
        this.kinds = List.copyOf(kinds);
    }

    /** {@return the kind of a round, from 0 on} */
    FaultKind kind(int round) {
        List<FaultKind> cycle = new ArrayList<>(kinds);
        Collections.shuffle(cycle, random(-1 - round / kinds.size()));
        return cycle.get(round % kinds.size());
    }

    /** {@return what a round draws from} */
    Random choices(int round) {
        return random(round);
    }

    private Random random(int number) {
        return new Random(new SplittableRandom(seed ^ (long) number << 32).nextLong());
    }
}
