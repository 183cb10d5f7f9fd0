package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Named;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.gateway.BulkheadContestant;
import dev.bulkhead.benchmarks.inprocess.InProcessContestant;
import dev.bulkhead.benchmarks.inprocess.InProcessSystem;
import dev.bulkhead.benchmarks.parts.PartContestant;
import dev.bulkhead.benchmarks.process.RivalContestant;
import dev.bulkhead.benchmarks.process.RivalSystem;
import dev.bulkhead.benchmarks.size.BusySize;
import dev.bulkhead.benchmarks.size.Gateways;
import dev.bulkhead.benchmarks.size.IdleGateway;
import dev.bulkhead.benchmarks.size.Jars;
import dev.bulkhead.benchmarks.size.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All contests, in the order in which they run. */
final class Contests {
    private static final int FULL_RATE = 0;

    /** Enough for a million messages. */
    private static final Run.Pace TO_SETTLE = new Run.Pace(1000, 5000);

    private final Effort effort;

    Contests(Effort effort) {
        this.effort = effort;
    }

    List<Contest> all() {
        return List.of(
                atFullRate(Names.IN_PROCESS, effort.rounds(), inProcess(1)),
                atFullRate(Names.FAN_OUT, effort.rounds(), inProcess(8)),
                atFullRate(Names.ONE_WAY, effort.rounds(), oneWay(FULL_RATE)),
                atFullRate(Names.ROUND_TRIP, effort.rounds(), roundTrip(FULL_RATE)),
                atFullRate(Names.SIZES, effort.fewerRounds(), sizes()),
                paced(Names.LATENCY, oneWay(Names.PER_SECOND)),
                paced(Names.LATENCY_ROUND_TRIP, roundTrip(Names.PER_SECOND)),
                paced(Names.LATENCY_SIZES, latencySizes()),
                new Contest(Names.SIZE_OF_ALL, effort.fewerRounds(), TO_SETTLE, size()),
                new Contest(Names.GATEWAYS, 1, TO_SETTLE, gateways()),
                new Contest(Names.PARTS, effort.fewerRounds(), effort.paced(), parts()));
    }

    private static List<Contestant> parts() {
        return List.of(
                new PartContestant("encode a frame", "FrameBenchmark.encode"),
                new PartContestant("decode a frame", "FrameBenchmark.decode"),
                new PartContestant(Names.INBOX, "InboxBenchmark.offerAndDrain"),
                new PartContestant("look up the routes of a module", "RoutesBenchmark.lookUp"));
    }

    private List<Contestant> size() {
        return List.of(new SampleSize(), new BusySize(), new IdleGateway(effort.lookSeconds()), new Jars());
    }

    private List<Contestant> gateways() {
        List<Contestant> gateways = new ArrayList<>();
        gateways.add(Gateways.inProcess("1 module in process", 1));
        gateways.add(Gateways.inProcess("1,000 modules in process", 1000));
        gateways.add(Gateways.linked("101 modules in process with 10,100 links", 101));
        gateways.add(Gateways.forked(Names.FIRST_FORK, 1));
        gateways.add(Gateways.forked(Names.SECOND_FORK, 2));
        if (effort.manyHosts()) {
            gateways.add(Gateways.forked("10 forked modules", 10));
            gateways.add(Gateways.forked(Names.FIFTIETH_FORK, 50));
        }
        return gateways;
    }

    private Contest atFullRate(String id, int rounds, List<Contestant> contestants) {
        return new Contest(id, rounds, effort.atFullRate(), contestants);
    }

    private Contest paced(String id, List<Contestant> contestants) {
        return new Contest(id, effort.fewerRounds(), effort.paced(), contestants);
    }

    private static List<Contestant> inProcess(int sinks) {
        return Stream.of(InProcessSystem.values())
                .<Contestant>map(system -> new InProcessContestant(system, sinks))
                .toList();
    }

    private static List<Contestant> oneWay(int perSecond) {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(BulkheadContestant.toModule(Names.SIZE, perSecond));
        contestants.add(BulkheadContestant.fromModule(Names.SIZE, perSecond));
        for (RivalSystem system : RivalSystem.values()) {
            contestants.add(RivalContestant.oneWay(system, Names.SIZE, perSecond));
        }
        return contestants;
    }

    private static List<Contestant> roundTrip(int perSecond) {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(BulkheadContestant.roundTrip(Names.SIZE, perSecond));
        for (RivalSystem system : RivalSystem.values()) {
            contestants.add(RivalContestant.roundTrip(system, Names.SIZE, perSecond));
        }
        return contestants;
    }

    private static List<Contestant> sizes() {
        List<Contestant> contestants = new ArrayList<>();
        Names.SIZES_OF_CONTENT.forEach(size -> {
            contestants.add(
                    new Named(Names.ofSize(Names.BULKHEAD, size), BulkheadContestant.toModule(size, FULL_RATE)));
            contestants.add(
                    new Named(Names.ofSize(Names.TCP, size), RivalContestant.oneWay(RivalSystem.TCP, size, FULL_RATE)));
        });
        return contestants;
    }

    private static List<Contestant> latencySizes() {
        return Names.SIZES_OF_CONTENT.stream()
                .<Contestant>map(size -> new Named(
                        Names.ofSize(Names.BULKHEAD, size), BulkheadContestant.toModule(size, Names.perSecond(size))))
                .toList();
    }
}
