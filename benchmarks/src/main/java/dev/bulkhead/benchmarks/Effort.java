package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import java.util.List;

/**
 * How much time a benchmark takes: all of it, or as little as says something.
 *
 * @param rounds how often each contestant has its turn
 * @param sizes the bytes of the content where the size is what changes
 * @param lookSeconds for how long an idle gateway is looked at
 * @param manyHosts whether to start many hosts, which takes a minute
 * @param inProcess how long one run within a process lasts
 * @param atFullRate how long one run between processes at full rate lasts
 * @param durable how long one run with messages on disk lasts
 * @param paced how long one run at a given rate lasts
 * @param longRun how long the run lasts in which memory is watched
 */
record Effort(
        int rounds,
        List<Integer> sizes,
        int lookSeconds,
        boolean manyHosts,
        Run.Pace inProcess,
        Run.Pace atFullRate,
        Run.Pace durable,
        Run.Pace paced,
        Run.Pace longRun) {
    static final Effort FULL = new Effort(
            3,
            Names.SIZES_OF_CONTENT,
            20,
            true,
            new Run.Pace(1000, 2000),
            new Run.Pace(6000, 2000),
            new Run.Pace(6000, 4000),
            new Run.Pace(8000, 6000),
            new Run.Pace(10_000, 80_000));
    static final Effort QUICK = new Effort(
            1,
            List.of(64 << 10, 1 << 20),
            5,
            false,
            new Run.Pace(700, 700),
            new Run.Pace(900, 900),
            new Run.Pace(1500, 1500),
            new Run.Pace(1000, 900),
            new Run.Pace(1000, 9000));

    Effort {
        sizes = List.copyOf(sizes);
    }

    /** {@return the same with a number of rounds for all contests} */
    Effort withRounds(int all) {
        return new Effort(all, sizes, lookSeconds, manyHosts, inProcess, atFullRate, durable, paced, longRun);
    }
}
