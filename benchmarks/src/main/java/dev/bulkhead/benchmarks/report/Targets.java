package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/** What Bulkhead is to reach, and what it reached in the same run. */
final class Targets {
    private static final String RATE = "rate";
    private static final String P50 = "p50";
    private static final String P99 = "p99";
    private static final int MEBIBYTE = 1 << 20;
    /** What counts as no more, where two measurements are never the same. */
    private static final double NO_MORE = 1.1;

    private static final double FLAT = 1.05;

    private final Results results;
    private final Table table = new Table("target", "bound", "measured", "met");

    Targets(Results results) {
        this.results = results;
    }

    String markdown() {
        inProcess();
        forked();
        latency();
        size();
        return table.isEmpty() ? "" : table.markdown();
    }

    private void inProcess() {
        OptionalDouble own = rate(Names.IN_PROCESS, Names.BULKHEAD_IN_PROCESS);
        for (Bound bound : List.of(new Bound(Names.VERTX, 5), new Bound(Names.DISRUPTOR, 2))) {
            atLeast(
                    "in process, one link: Bulkhead / " + bound.rival(),
                    bound.times(),
                    ratio(own, rate(Names.IN_PROCESS, bound.rival())));
        }
        OptionalDouble limit = combine(
                rate(Names.IN_PROCESS, Names.JCTOOLS_SPINNING),
                rate(Names.IN_PROCESS, Names.JCTOOLS_SLEEPING),
                Math::max);
        atLeast("in process, one link: Bulkhead / the faster JCTools queue", 1.0 / 3, ratio(own, limit));
        atMost(
                "in process: bytes allocated for a message in the broker",
                0.5,
                results.median(Names.PARTS, Names.INBOX, "B/op allocated"));
    }

    private record Bound(String rival, double times) {}

    private void forked() {
        atLeast("to a forked module, messages/s", 1_500_000, rate(Names.ONE_WAY, Names.TO_MODULE));
        atLeast("from a forked module, messages/s", 1_500_000, rate(Names.ONE_WAY, Names.FROM_MODULE));
        OptionalDouble slower =
                combine(rate(Names.ONE_WAY, Names.TO_MODULE), rate(Names.ONE_WAY, Names.FROM_MODULE), Math::min);
        for (Bound bound : List.of(
                new Bound(Names.NATS, 2),
                new Bound(Names.MOSQUITTO_0, 30),
                new Bound(Names.MOSQUITTO_1, 70),
                new Bound(Names.TCP, 0.25))) {
            atLeast(
                    "forked, slower direction: Bulkhead / " + bound.rival(),
                    bound.times(),
                    ratio(slower, rate(Names.ONE_WAY, bound.rival())));
        }
        atLeast("to a forked module and back, messages/s", 600_000, rate(Names.ROUND_TRIP, Names.BULKHEAD));
        atMost("forked: lost, %", 0, lost());
        atLeast(
                "contents of 1 MiB: Bulkhead / bare TCP stream",
                0.5,
                ratio(
                        rate(Names.SIZES, Names.ofSize(Names.BULKHEAD, MEBIBYTE)),
                        rate(Names.SIZES, Names.ofSize(Names.TCP, MEBIBYTE))));
    }

    private OptionalDouble lost() {
        return Stream.of(
                        results.series(Names.ONE_WAY, Names.TO_MODULE, "lost"),
                        results.series(Names.ONE_WAY, Names.FROM_MODULE, "lost"),
                        results.series(Names.ROUND_TRIP, Names.BULKHEAD, "lost"))
                .flatMap(series -> series.stream())
                .mapToDouble(Series::max)
                .max();
    }

    private void latency() {
        OptionalDouble requestReply = results.median(Names.LATENCY_ROUND_TRIP, Names.REQ_REP, P50);
        for (String direction : List.of(Names.TO_MODULE, Names.FROM_MODULE)) {
            OptionalDouble half = results.median(Names.LATENCY, direction, P50);
            OptionalDouble tail = results.median(Names.LATENCY, direction, P99);
            atMost(direction + ": p50 / p50 of a JeroMQ REQ/REP round trip", 0.6, ratio(half, requestReply));
            atMost(direction + ": p99 / p50", 3, ratio(tail, half));
        }
    }

    private void size() {
        atMost("host, idle: resident MiB", 48, sample("host, resident MiB"));
        atMost("host: threads of Bulkhead, beside JeroMQ's", 5, sample("host, threads of Bulkhead"));
        atMost("module created after the fork, ms", 350, gateways(Names.FIRST_FORK, "created after ms"));
        atMost("gateway with the sample: resident MiB", 80, sample("gateway, resident MiB"));
        for (String metric : List.of("host MiB", Names.HOST_CPU, "created after ms")) {
            atMost(
                    "50th forked module / 2nd: " + metric,
                    NO_MORE,
                    ratio(gateways(Names.FIFTIETH_FORK, metric), gateways(Names.SECOND_FORK, metric)));
        }
        for (String who : List.of("gateway", "host")) {
            atMost(
                    "memory of the " + who + " in a long run: last third / second third",
                    FLAT,
                    results.median(Names.LONG_RUN, Names.BUSY, who + Names.LAST_TO_SECOND_THIRD));
        }
        atMost(
                "idle gateway with 10 hosts: % of a core",
                1, results.median(Names.AT_REST, Names.IDLE, "gateway, % of a core"));
    }

    private OptionalDouble sample(String metric) {
        return results.median(Names.RUNNING, Names.SAMPLE, metric);
    }

    private OptionalDouble gateways(String contestant, String metric) {
        return results.median(Names.GATEWAYS, contestant, metric);
    }

    private OptionalDouble rate(String contest, String contestant) {
        return results.median(contest, contestant, RATE);
    }

    private static OptionalDouble ratio(OptionalDouble value, OptionalDouble to) {
        return combine(value, to, (a, b) -> a / b);
    }

    private static OptionalDouble combine(OptionalDouble one, OptionalDouble other, DoubleBinaryOperator how) {
        return one.isPresent() && other.isPresent()
                ? OptionalDouble.of(how.applyAsDouble(one.getAsDouble(), other.getAsDouble()))
                : OptionalDouble.empty();
    }

    private void atLeast(String what, double bound, OptionalDouble measured) {
        measured.ifPresent(value -> row(what, "≥ ", bound, value, value >= bound));
    }

    private void atMost(String what, double bound, OptionalDouble measured) {
        measured.ifPresent(value -> row(what, "≤ ", bound, value, value <= bound));
    }

    private void row(String what, String sign, double bound, double measured, boolean met) {
        table.row(List.of(what, sign + Numbers.bound(bound), "**" + Numbers.of(measured) + "**", met ? "yes" : "no"));
    }
}
