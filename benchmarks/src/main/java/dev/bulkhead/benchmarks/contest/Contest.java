package dev.bulkhead.benchmarks.contest;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The same work for several contestants.
 *
 * @param id a short name, such as {@code one-way}
 * @param rounds how many times each of them runs
 * @param pace how long one run lasts
 * @param contestants who takes part
 */
public record Contest(String id, int rounds, Run.Pace pace, List<Contestant> contestants) {
    private static final int START_MILLIS = 1700;

    public Contest {
        contestants = List.copyOf(contestants);
    }

    /** {@return about how long one run takes, in seconds} */
    int seconds() {
        return (START_MILLIS + pace.warmUpMillis() + pace.measureMillis()) / 1000;
    }

    /** {@return the same for those whose {@code contest/contestant} this pattern finds} */
    public Contest only(Pattern pattern) {
        List<Contestant> found = contestants.stream()
                .filter(contestant ->
                        pattern.matcher(id + "/" + contestant.name()).find())
                .toList();
        return new Contest(id, rounds, pace, found);
    }
}
