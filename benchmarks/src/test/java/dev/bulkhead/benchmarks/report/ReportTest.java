package dev.bulkhead.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final Results results = new Results();

    private void rate(String contest, String contestant, double... rates) {
        for (double rate : rates) {
            results.add(new Results.Key(contest, contestant, "rate"), rate);
            results.add(new Results.Key(contest, contestant, "lost"), 0);
        }
    }

    private String report() {
        return new Markdown(Map.of("commit", "abc"), results).text();
    }

    @Test
    void shouldPutBulkheadInRelationToTheOthers() {
        rate(Names.IN_PROCESS, Names.BULKHEAD_IN_PROCESS, 12_000_000, 9_000_000, 10_000_000);
        rate(Names.IN_PROCESS, Names.VERTX, 2_000_000);

        assertThat(report())
                .contains("- commit: abc")
                .contains("| Bulkhead | **10,000,000** | 9,000,000 – 12,000,000 | 0 | 1.00 |")
                .contains("| Vert.x event bus | **2,000,000** | 2,000,000 – 2,000,000 | 0 | 5.00 |");
    }

    @Test
    void shouldSayWhichTargetsAreMet() {
        rate(Names.IN_PROCESS, Names.BULKHEAD_IN_PROCESS, 10_000_000);
        rate(Names.IN_PROCESS, Names.VERTX, 2_000_000);
        rate(Names.IN_PROCESS, Names.DISRUPTOR, 8_000_000);

        assertThat(report())
                .contains("| in process, one link: Bulkhead / Vert.x event bus | ≥ 5 | **5.00** | yes |")
                .contains("| in process, one link: Bulkhead / LMAX Disruptor | ≥ 2 | **1.25** | no |")
                .doesNotContain("NATS");
    }

    @Test
    void shouldSayHowDurableMessagesAreWritten() {
        String own = Names.durable("in process", Names.BATCH_SYNC);
        rate(Names.DURABLE_SYNCED, own, 20_000);
        results.add(new Results.Key(Names.DURABLE_SYNCED, own, Names.BATCH), 40);
        results.add(new Results.Key(Names.DURABLE_SYNCED, own, Names.SYNCS), 500);
        results.add(new Results.Key(Names.DURABLE_SYNCED, own, Names.BYTES_WRITTEN), 812);
        rate(Names.DURABLE_SYNCED, Names.JETSTREAM_ALWAYS, 500);

        assertThat(report())
                .contains("| " + own + " | **20,000** | 20,000 – 20,000 | 0 | 1.00 | 40.0 | 500 | 812 |")
                .contains("| JetStream, sync always | **500** | 500 – 500 | 0 | 40.0 |  |  |  |");
    }

    @Test
    void shouldMeasureDurableLinksByTheSlowestPlace() {
        Names.DURABLE_PLACES.forEach(
                place -> rate(Names.DURABLE, Names.durable(place, Names.INTERVAL), place.length() * 100));
        rate(Names.DURABLE, Names.MOSQUITTO_1S, 2_000);

        assertThat(report())
                .contains("| durable, synced every second, 64 in flight, the slowest place: Bulkhead / "
                        + Names.MOSQUITTO_1S + " | ≥ 1 | **0.50** | no |")
                .contains("| durable: lost, % | ≤ 0 | **0.0** | yes |")
                .doesNotContain("forked: lost");
    }

    @Test
    void shouldSayWhyThereIsNoResult() {
        results.fail(Names.ONE_WAY, Names.NATS, "it hangs");

        assertThat(report()).contains("| NATS core | failed: it hangs |");
    }

    @Test
    void shouldShowNoValuesOfOneThatFailedLater() {
        for (String contest : List.of(Names.ONE_WAY, Names.LATENCY, Names.RUNNING, Names.GATEWAYS)) {
            for (String metric : List.of("rate", "p50", "p99", "lost")) {
                results.add(new Results.Key(contest, "a", metric), 4711);
            }
            results.fail(contest, "a", "it " + contest + " hangs");
        }
        rate(Names.ONE_WAY, Names.TO_MODULE, 100);

        assertThat(report())
                .doesNotContain("4,711")
                .contains("| a | failed: it one-way hangs |  |  |  |  |")
                .contains("| a | failed: it latency hangs |  |  |  |  |")
                .contains("| a | failed: it running hangs |  |")
                .contains("| a | failed: it gateways hangs |");
    }

    @Test
    void shouldKeepItsColumnsWhereOneHasNoResult() {
        results.add(new Results.Key(Names.GATEWAYS, "a", "MiB"), 1);
        results.add(new Results.Key(Names.GATEWAYS, "a", "threads"), 2);
        results.add(new Results.Key(Names.GATEWAYS, "b", "MiB"), 3);
        results.fail(Names.GATEWAYS, "b", "gone");

        assertThat(report())
                .contains("|  | MiB | threads |")
                .contains("| a | 1.00 | 2.00 |")
                .contains("| b | failed: gone |  |");
    }

    @Test
    void shouldSayWhichSizesHaveNoResult() {
        rate(Names.SIZES, Names.ofSize(Names.BULKHEAD, 64), 10);
        results.fail(Names.SIZES, Names.ofSize(Names.BULKHEAD, 64), "gone");
        rate(Names.SIZES, Names.ofSize(Names.TCP, 64), 1 << 20);
        rate(Names.SIZES, Names.ofSize(Names.BULKHEAD, 256), 1 << 20);
        results.fail(Names.SIZES, Names.ofSize(Names.TCP, 256), "no port");

        assertThat(report())
                .contains("| 64 B | failed: gone |  |  |  | 64.0 |  |")
                .contains("| 256 B | **1,049,000** | 256 | 256 – 256 | 0 | failed: no port |  |");
    }

    @Test
    void shouldShowWhatWasLostWhereLatencyIsMeasured() {
        results.add(new Results.Key(Names.LATENCY, Names.NATS, "p50"), 100);
        results.add(new Results.Key(Names.LATENCY, Names.NATS, "lost"), 2);

        assertThat(report()).contains("| NATS core | 100 |  |  | 100 – 100 | 2.00 % |");
    }

    @Test
    void shouldNotForgetATargetThatCouldNotBeMeasured() {
        rate(Names.ONE_WAY, Names.TO_MODULE, 2_000_000);
        rate(Names.ONE_WAY, Names.FROM_MODULE, 2_000_000);
        results.note(Names.ONE_WAY, Names.NATS, "not installed: nats-server");

        assertThat(report())
                .contains("| forked, slower direction: Bulkhead / NATS core | ≥ 2 | not measured | no |")
                .doesNotContain("slower direction: Bulkhead / Mosquitto");
    }

    @Test
    void shouldCountALossInAnyRoundAndDirection() {
        rate(Names.ONE_WAY, Names.TO_MODULE, 1);
        results.add(new Results.Key(Names.LATENCY, Names.FROM_MODULE, "lost"), 0);
        results.add(new Results.Key(Names.LATENCY, Names.FROM_MODULE, "lost"), 3);

        assertThat(report()).contains("| forked: lost, % | ≤ 0 | **3.00** | no |");
    }

    @Test
    void shouldReadTheLimitOfThreadsBothWays() {
        results.add(new Results.Key(Names.RUNNING, Names.SAMPLE, "host, threads of Bulkhead"), 5);
        results.add(new Results.Key(Names.RUNNING, Names.SAMPLE, "host, threads of JeroMQ"), 2);

        assertThat(report())
                .contains("| host: threads of Bulkhead | ≤ 5 | **5.00** | yes |")
                .contains("| host: threads of Bulkhead and JeroMQ | ≤ 5 | **7.00** | no |");
    }

    @Test
    void shouldReadWhatItWrote(@TempDir Path folder) throws IOException {
        rate(Names.ONE_WAY, Names.NATS, 3, 1, 2);
        results.note(Names.ONE_WAY, Names.MOSQUITTO_0, "not installed: mosquitto");
        Path file = folder.resolve("new").resolve("bench.json");
        new ResultsFile(file).write(new ResultsJson(Map.of("commit", "abc"), true, results));
        ResultsJson read = new ResultsFile(file).read();

        assertThat(read.about()).containsEntry("commit", "abc");
        assertThat(read.complete()).isTrue();
        assertThat(read.results().all()).isEqualTo(results.all());
        assertThat(read.results().note(Names.ONE_WAY, Names.MOSQUITTO_0)).contains("not installed: mosquitto");
    }

    @Test
    void shouldReplaceOnlyWhatStandsBetweenTheMarkers() {
        String page = "before\n<!-- results: written by script/bench -->\nold\n<!-- end of results -->\nbehind\n";

        assertThat(Page.replace(page, "new\n"))
                .isEqualTo(
                        "before\n<!-- results: written by script/bench -->\n\nnew\n\n<!-- end of results -->\nbehind\n");
    }

    @Test
    void shouldRefuseAPageWithoutMarkers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Page.replace("nothing", "new"));
    }

    @Test
    void shouldWriteNumbersAsPeopleReadThem() {
        assertThat(Numbers.of(17_323_989)).isEqualTo("17,324,000");
        assertThat(Numbers.of(9758.2)).isEqualTo("9,758");
        assertThat(Numbers.of(61.23)).isEqualTo("61.2");
        assertThat(Numbers.of(0.034)).isEqualTo("0.03");
        assertThat(Numbers.ratio(0.0391)).isEqualTo("0.039");
        assertThat(Numbers.ratio(138.2)).isEqualTo("138");
    }
}
