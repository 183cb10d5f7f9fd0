package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/** What Bulkhead is to reach, and what it reached in the same run; a target whose contestants were not in the run is left out. */
final class Targets {
    private static final String RATE = "rate";
    private static final String P50 = "p50";
    private static final String P99 = "p99";
    private static final int MEBIBYTE = 1 << 20;
    /** What counts as no more, where two measurements are never the same. */
    private static final double NO_MORE = 1.1;

    private static final double FLAT = 1.05;
    private static final int THREADS = 5;

    private static final List<String> BETWEEN_PROCESSES = List.of(
            Names.ONE_WAY, Names.ROUND_TRIP, Names.SIZES, Names.LATENCY, Names.LATENCY_ROUND_TRIP, Names.LATENCY_SIZES);
    private static final List<String> DURABLE = List.of(
            Names.DURABLE_SYNCED, Names.DURABLE_SYNCED_ONE, Names.DURABLE, Names.DURABLE_ONE, Names.DURABLE_UNSYNCED);

    private final Results results;
    private final Table table = new Table("target", "bound", "measured", "met");

    Targets(Results results) {
        this.results = results;
    }

    String markdown() {
        inProcess();
        forked();
        durable();
        latency();
        size();
        return table.isEmpty() ? "" : table.markdown();
    }

    private void inProcess() {
        Measurement own = rate(Names.IN_PROCESS, Names.BULKHEAD_IN_PROCESS);
        for (Bound bound : List.of(new Bound(Names.VERTX, 5), new Bound(Names.DISRUPTOR, 2))) {
            atLeast(
                    "in process, one link: Bulkhead / " + bound.rival(),
                    bound.times(),
                    own.per(rate(Names.IN_PROCESS, bound.rival())));
        }
        Measurement limit = rate(Names.IN_PROCESS, Names.JCTOOLS_SPINNING)
                .with(rate(Names.IN_PROCESS, Names.JCTOOLS_SLEEPING), Math::max);
        atLeast("in process, one link: Bulkhead / the faster JCTools queue", 1.0 / 3, own.per(limit));
        atMost(
                "in process: bytes allocated for a message in the broker",
                0.5,
                median(Names.PARTS, Names.INBOX, "B/op allocated"));
    }

    private record Bound(String rival, double times) {}

    private void forked() {
        atLeast("to a forked module, messages/s", 1_500_000, rate(Names.ONE_WAY, Names.TO_MODULE));
        atLeast("from a forked module, messages/s", 1_500_000, rate(Names.ONE_WAY, Names.FROM_MODULE));
        Measurement slower =
                rate(Names.ONE_WAY, Names.TO_MODULE).with(rate(Names.ONE_WAY, Names.FROM_MODULE), Math::min);
        for (Bound bound : List.of(
                new Bound(Names.NATS, 2),
                new Bound(Names.MOSQUITTO_0, 30),
                new Bound(Names.MOSQUITTO_1, 70),
                new Bound(Names.TCP, 0.25))) {
            atLeast(
                    "forked, slower direction: Bulkhead / " + bound.rival(),
                    bound.times(),
                    slower.per(rate(Names.ONE_WAY, bound.rival())));
        }
        atLeast("to a forked module and back, messages/s", 600_000, rate(Names.ROUND_TRIP, Names.BULKHEAD));
        atMost("forked: lost, %", 0, lost(BETWEEN_PROCESSES, Names.BULKHEAD));
        atLeast(
                "contents of 1 MiB: Bulkhead / bare TCP stream",
                0.5,
                rate(Names.SIZES, Names.ofSize(Names.BULKHEAD, MEBIBYTE))
                        .per(rate(Names.SIZES, Names.ofSize(Names.TCP, MEBIBYTE))));
    }

    /** {@return the most that those whose names begin so lost in any round of these contests} */
    private Measurement lost(List<String> contests, String who) {
        List<OptionalDouble> all = contests.stream()
                .flatMap(contest -> results.contestants(contest).stream()
                        .filter(contestant -> contestant.startsWith(who))
                        .map(contestant -> results.series(contest, contestant, Names.LOST)))
                .map(series -> series.map(Series::max).map(OptionalDouble::of).orElse(OptionalDouble.empty()))
                .toList();
        boolean measured = all.stream().allMatch(OptionalDouble::isPresent);
        return new Measurement(
                !all.isEmpty(),
                measured ? all.stream().mapToDouble(OptionalDouble::getAsDouble).max() : OptionalDouble.empty());
    }

    private void durable() {
        durable(
                Names.DURABLE_SYNCED,
                "each confirmed by the disk, 64 in flight",
                Names.BATCH_SYNC,
                Names.JETSTREAM_ALWAYS);
        durable(
                Names.DURABLE_SYNCED_ONE,
                "each confirmed by the disk, one at a time",
                Names.BATCH_SYNC,
                Names.JETSTREAM_ALWAYS);
        for (String rival : List.of(Names.JETSTREAM_1S, Names.MOSQUITTO_1S)) {
            durable(Names.DURABLE, "synced every second, 64 in flight", Names.INTERVAL, rival);
            durable(Names.DURABLE_ONE, "synced every second, one at a time", Names.INTERVAL, rival);
        }
        for (String rival : List.of(Names.JETSTREAM_DEFAULT, Names.MOSQUITTO_DEFAULT)) {
            durable(Names.DURABLE_UNSYNCED, "synced rarely or never, 64 in flight", Names.NEVER, rival);
        }
        atMost("durable: lost, %", 0, lost(DURABLE, Names.BULKHEAD_IN_PROCESS));
    }

    private void durable(String contest, String how, String sync, String rival) {
        Measurement slowest = Names.DURABLE_PLACES.stream()
                .map(place -> rate(contest, Names.durable(place, sync)))
                .reduce((one, other) -> one.with(other, Math::min))
                .orElseThrow();
        atLeast("durable, " + how + ", the slowest place: Bulkhead / " + rival, 1, slowest.per(rate(contest, rival)));
    }

    private void latency() {
        Measurement requestReply = median(Names.LATENCY_ROUND_TRIP, Names.REQ_REP, P50);
        for (String direction : List.of(Names.TO_MODULE, Names.FROM_MODULE)) {
            Measurement half = median(Names.LATENCY, direction, P50);
            Measurement tail = median(Names.LATENCY, direction, P99);
            atMost(direction + ": p50 / p50 of a JeroMQ REQ/REP round trip", 0.6, half.per(requestReply));
            atMost(direction + ": p99 / p50", 3, tail.per(half));
        }
    }

    private void size() {
        atMost("host, idle: resident MiB", 48, sample("host, resident MiB"));
        Measurement threads = sample("host, threads of Bulkhead");
        atMost("host: threads of Bulkhead", THREADS, threads);
        atMost(
                "host: threads of Bulkhead and JeroMQ",
                THREADS,
                threads.with(sample("host, threads of JeroMQ"), Double::sum));
        atMost("module created after the fork, ms", 350, gateways(Names.FIRST_FORK, "created after ms"));
        atMost("gateway with the sample: resident MiB", 80, sample("gateway, resident MiB"));
        for (String metric : List.of("host MiB", Names.HOST_CPU, "created after ms")) {
            atMost(
                    "50th forked module / 2nd: " + metric,
                    NO_MORE,
                    gateways(Names.FIFTIETH_FORK, metric).per(gateways(Names.SECOND_FORK, metric)));
        }
        for (String who : List.of("gateway", "host")) {
            atMost(
                    "memory of the " + who + " in a long run: last third / second third",
                    FLAT,
                    median(Names.LONG_RUN, Names.BUSY, who + Names.LAST_TO_SECOND_THIRD));
        }
        atMost("idle gateway with 10 hosts: % of a core", 1, median(Names.AT_REST, Names.IDLE, "gateway, % of a core"));
    }

    private Measurement sample(String metric) {
        return median(Names.RUNNING, Names.SAMPLE, metric);
    }

    private Measurement gateways(String contestant, String metric) {
        return median(Names.GATEWAYS, contestant, metric);
    }

    private Measurement rate(String contest, String contestant) {
        return median(contest, contestant, RATE);
    }

    private Measurement median(String contest, String contestant, String metric) {
        return Measurement.of(results, contest, contestant, metric);
    }

    private void atLeast(String what, double bound, Measurement measured) {
        row(what, "≥ " + Numbers.bound(bound), measured, value -> value >= bound);
    }

    private void atMost(String what, double bound, Measurement measured) {
        row(what, "≤ " + Numbers.bound(bound), measured, value -> value <= bound);
    }

    private void row(String what, String bound, Measurement measured, DoublePredicate met) {
        if (measured.wanted()) {
            OptionalDouble value = measured.value();
            table.row(List.of(
                    what,
                    bound,
                    value.isPresent() ? "**" + Numbers.of(value.getAsDouble()) + "**" : "not measured",
                    value.isPresent() && met.test(value.getAsDouble()) ? "yes" : "no"));
        }
    }
}
