package dev.bulkhead.benchmarks.size;

import dev.bulkhead.benchmarks.module.Idle;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a module in a host printed when it was created.
 *
 * @param pid the host
 * @param millis how long after the fork
 */
record Birth(long pid, double millis) {
    private static final Pattern PRINTED = Pattern.compile(Idle.CREATED + " pid=(\\d+) millis=(\\d+)");

    /** {@return what is found in a gateway's output, in the order in which it came} */
    static List<Birth> read(String output) {
        return PRINTED.matcher(output).results().map(Birth::of).toList();
    }

    private static Birth of(MatchResult match) {
        return new Birth(Long.parseLong(match.group(1)), Double.parseDouble(match.group(2)));
    }
}
