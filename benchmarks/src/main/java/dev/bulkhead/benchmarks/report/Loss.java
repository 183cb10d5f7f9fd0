package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;

/** What a contestant lost, as the tables say it. */
final class Loss {
    private Loss() {}

    /** {@return the most that it lost in any round, in percent; empty if that was not measured} */
    static String of(Results results, String contest, String contestant) {
        return results.series(contest, contestant, Names.LOST)
                .map(Series::max)
                .map(lost -> lost == 0 ? "0" : Numbers.of(lost) + " %")
                .orElse("");
    }
}
