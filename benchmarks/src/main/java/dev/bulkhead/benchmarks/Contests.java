package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.inprocess.InProcessContestant;
import dev.bulkhead.benchmarks.inprocess.InProcessSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All contests, in the order in which they run. */
final class Contests {
    private final Effort effort;

    Contests(Effort effort) {
        this.effort = effort;
    }

    List<Contest> all() {
        List<Contest> all = new ArrayList<>();
        all.add(contest("in-process-1", effort.rounds(), inProcess(1)));
        all.add(contest("in-process-8", effort.rounds(), inProcess(8)));
        return all;
    }

    private Contest contest(String id, int rounds, List<Contestant> contestants) {
        return new Contest(id, rounds, effort.runSeconds(), contestants);
    }

    private static List<Contestant> inProcess(int sinks) {
        return Stream.of(InProcessSystem.values())
                .<Contestant>map(system -> new InProcessContestant(system, sinks))
                .toList();
    }
}
