package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Run;

/**
 * How much time a benchmark takes: all of it, or as little as says something.
 *
 * @param rounds the rounds of a contest that targets depend on
 * @param fewerRounds the rounds of the others
 * @param lookSeconds for how long an idle gateway is looked at
 * @param manyHosts whether to start many hosts, which takes a minute
 * @param atFullRate how long one run at full rate lasts
 * @param paced how long one run at a given rate lasts
 */
record Effort(int rounds, int fewerRounds, int lookSeconds, boolean manyHosts, Run.Pace atFullRate, Run.Pace paced) {
    static final Effort FULL = new Effort(5, 3, 20, true, new Run.Pace(1500, 2500), new Run.Pace(2500, 3500));
    static final Effort QUICK = new Effort(1, 1, 5, false, new Run.Pace(1000, 1000), new Run.Pace(1000, 1000));

    /** {@return the same with a number of rounds for all contests; with 0 as it is} */
    Effort withRounds(int all) {
        return all > 0 ? new Effort(all, all, lookSeconds, manyHosts, atFullRate, paced) : this;
    }
}
