package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.gateway.BulkheadContestant;
import dev.bulkhead.benchmarks.inprocess.InProcessContestant;
import dev.bulkhead.benchmarks.inprocess.InProcessSystem;
import dev.bulkhead.benchmarks.process.RivalContestant;
import dev.bulkhead.benchmarks.process.RivalSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All contests, in the order in which they run. */
final class Contests {
    /** The bytes of the content, where nothing else is said. */
    private static final int SIZE = 256;

    private final Effort effort;

    Contests(Effort effort) {
        this.effort = effort;
    }

    List<Contest> all() {
        List<Contest> all = new ArrayList<>();
        all.add(contest("in-process-1", effort.rounds(), inProcess(1)));
        all.add(contest("in-process-8", effort.rounds(), inProcess(8)));
        all.add(contest("one-way", effort.rounds(), oneWay()));
        all.add(contest("round-trip", effort.rounds(), roundTrip()));
        return all;
    }

    private static List<Contestant> oneWay() {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(BulkheadContestant.toModule(SIZE, 0));
        contestants.add(BulkheadContestant.fromModule(SIZE, 0));
        for (RivalSystem system : RivalSystem.values()) {
            contestants.add(RivalContestant.oneWay(system, SIZE, 0));
        }
        return contestants;
    }

    private static List<Contestant> roundTrip() {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(BulkheadContestant.roundTrip(SIZE, 0));
        for (RivalSystem system : RivalSystem.values()) {
            contestants.add(RivalContestant.roundTrip(system, SIZE, 0));
        }
        return contestants;
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
