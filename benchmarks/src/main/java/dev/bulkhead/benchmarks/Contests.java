package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Named;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.disk.DiskLimit;
import dev.bulkhead.benchmarks.gateway.BulkheadContestant;
import dev.bulkhead.benchmarks.gateway.DurableBulkhead;
import dev.bulkhead.benchmarks.inprocess.InProcessContestant;
import dev.bulkhead.benchmarks.inprocess.InProcessSystem;
import dev.bulkhead.benchmarks.parts.PartContestant;
import dev.bulkhead.benchmarks.process.DurableRival;
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

    /** For contestants that take the time they need. */
    private static final Run.Pace NO_PACE = new Run.Pace(0, 0);

    private final Effort effort;

    Contests(Effort effort) {
        this.effort = effort;
    }

    List<Contest> all() {
        int rounds = effort.rounds();
        return List.of(
                new Contest(Names.IN_PROCESS, rounds, effort.inProcess(), inProcess(1)),
                new Contest(Names.FAN_OUT, rounds, effort.inProcess(), inProcess(8)),
                new Contest(Names.ONE_WAY, rounds, effort.atFullRate(), oneWay(FULL_RATE)),
                new Contest(Names.ROUND_TRIP, rounds, effort.atFullRate(), roundTrip(FULL_RATE)),
                new Contest(Names.DURABLE_SYNCED, rounds, effort.durable(), durableSynced(Names.IN_FLIGHT)),
                new Contest(Names.DURABLE_SYNCED_ONE, rounds, effort.durable(), durableSynced(1)),
                new Contest(Names.DURABLE, rounds, effort.durable(), durable(Names.IN_FLIGHT)),
                new Contest(Names.DURABLE_ONE, rounds, effort.durable(), durable(1)),
                new Contest(Names.DURABLE_UNSYNCED, rounds, effort.durable(), durableUnsynced(Names.IN_FLIGHT)),
                new Contest(Names.SIZES, rounds, effort.atFullRate(), sizes()),
                new Contest(Names.LATENCY, rounds, effort.paced(), oneWay(Names.PER_SECOND)),
                new Contest(Names.LATENCY_ROUND_TRIP, rounds, effort.paced(), roundTrip(Names.PER_SECOND)),
                new Contest(Names.LATENCY_SIZES, rounds, effort.paced(), latencySizes()),
                new Contest(Names.RUNNING, rounds, NO_PACE, List.of(new SampleSize())),
                new Contest(Names.LONG_RUN, 1, effort.longRun(), List.of(new BusySize())),
                new Contest(Names.AT_REST, 1, NO_PACE, List.of(new IdleGateway(effort.lookSeconds()), new Jars())),
                new Contest(Names.GATEWAYS, rounds, NO_PACE, gateways()),
                new Contest(Names.PARTS, 1, effort.paced(), parts()));
    }

    /** {@return messages to a module in this activation and back: source and sink are in the gateway, so it may be anywhere} */
    List<Contest> ofActivation(String activation) {
        return List.of(
                new Contest(
                        Names.ROUND_TRIP,
                        effort.rounds(),
                        effort.atFullRate(),
                        List.of(BulkheadContestant.roundTrip(activation, Names.SIZE, FULL_RATE))),
                new Contest(
                        Names.LATENCY_ROUND_TRIP,
                        effort.rounds(),
                        effort.paced(),
                        List.of(BulkheadContestant.roundTrip(activation, Names.SIZE, Names.PER_SECOND))));
    }

    private static List<Contestant> parts() {
        return List.of(
                new PartContestant("encode a frame", "FrameBenchmark.encode"),
                new PartContestant("decode a frame", "FrameBenchmark.decode"),
                new PartContestant(Names.INBOX, "InboxBenchmark.offerAndDrain"),
                new PartContestant("look up the routes of a module", "RoutesBenchmark.lookUp"));
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

    private static List<Contestant> inProcess(int sinks) {
        return Stream.of(InProcessSystem.values())
                .<Contestant>map(system -> new InProcessContestant(system, sinks))
                .toList();
    }

    private static List<Contestant> oneWay(int perSecond) {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(BulkheadContestant.toModule(Names.SIZE, perSecond));
        contestants.add(BulkheadContestant.fromModule(Names.SIZE, perSecond));
        for (RivalSystem system : RivalSystem.IN_MEMORY) {
            contestants.add(RivalContestant.oneWay(system, Names.SIZE, perSecond));
        }
        return contestants;
    }

    private static List<Contestant> roundTrip(int perSecond) {
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(BulkheadContestant.roundTrip(Names.FORK, Names.SIZE, perSecond));
        for (RivalSystem system : RivalSystem.IN_MEMORY) {
            contestants.add(RivalContestant.roundTrip(system, Names.SIZE, perSecond));
        }
        return contestants;
    }

    private static List<Contestant> durableSynced(int inFlight) {
        List<Contestant> contestants = new ArrayList<>(ownDurable(Names.BATCH_SYNC, inFlight));
        contestants.add(new DurableRival(RivalSystem.JETSTREAM_ALWAYS, inFlight));
        contestants.add(new DiskLimit(inFlight));
        return contestants;
    }

    private static List<Contestant> durable(int inFlight) {
        List<Contestant> contestants = new ArrayList<>(ownDurable(Names.INTERVAL, inFlight));
        contestants.add(new DurableRival(RivalSystem.JETSTREAM_1S, inFlight));
        contestants.add(new DurableRival(RivalSystem.MOSQUITTO_1S, inFlight));
        return contestants;
    }

    private static List<Contestant> durableUnsynced(int inFlight) {
        List<Contestant> contestants = new ArrayList<>(ownDurable(Names.NEVER, inFlight));
        contestants.add(new DurableRival(RivalSystem.JETSTREAM_DEFAULT, inFlight));
        contestants.add(new DurableRival(RivalSystem.MOSQUITTO_DEFAULT, inFlight));
        return contestants;
    }

    private static List<Contestant> ownDurable(String sync, int inFlight) {
        return Stream.of(DurableBulkhead.Place.values())
                .<Contestant>map(place -> new DurableBulkhead(place, sync, inFlight))
                .toList();
    }

    private List<Contestant> sizes() {
        List<Contestant> contestants = new ArrayList<>();
        effort.sizes().forEach(size -> {
            contestants.add(
                    new Named(Names.ofSize(Names.BULKHEAD, size), BulkheadContestant.toModule(size, FULL_RATE)));
            contestants.add(
                    new Named(Names.ofSize(Names.TCP, size), RivalContestant.oneWay(RivalSystem.TCP, size, FULL_RATE)));
        });
        return contestants;
    }

    private List<Contestant> latencySizes() {
        return effort.sizes().stream()
                .<Contestant>map(size -> new Named(
                        Names.ofSize(Names.BULKHEAD, size), BulkheadContestant.toModule(size, Names.perSecond(size))))
                .toList();
    }
}
