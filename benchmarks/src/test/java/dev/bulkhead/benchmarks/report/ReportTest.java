package dev.bulkhead.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import java.io.IOException;
import java.nio.file.Path;
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
    void shouldSayWhyThereIsNoResult() {
        results.fail(Names.ONE_WAY, Names.NATS, "it hangs");

        assertThat(report()).contains("| NATS core | failed: it hangs |");
    }

    @Test
    void shouldReadWhatItWrote(@TempDir Path folder) throws IOException {
        rate(Names.ONE_WAY, Names.NATS, 3, 1, 2);
        results.note(Names.ONE_WAY, Names.MOSQUITTO_0, "not installed: mosquitto");
        Path file = folder.resolve("new").resolve("bench.json");
        new ResultsJson(Map.of("commit", "abc"), true, results).write(file);
        ResultsJson read = ResultsJson.read(file);

        assertThat(read.about()).containsEntry("commit", "abc");
        assertThat(read.complete()).isTrue();
        assertThat(read.results().all()).isEqualTo(results.all());
        assertThat(read.results().note(Names.ONE_WAY, Names.MOSQUITTO_0)).contains("not installed: mosquitto");
    }

    @Test
    void shouldCallAChangeClearOnlyBeyondTheSpread() {
        rate(Names.ONE_WAY, Names.NATS, 100, 120);
        rate(Names.ONE_WAY, Names.TCP, 100, 120);
        Results newer = new Results();
        newer.add(new Results.Key(Names.ONE_WAY, Names.NATS, "rate"), 220);
        newer.add(new Results.Key(Names.ONE_WAY, Names.TCP, "rate"), 115);

        assertThat(new Comparison(results, newer).markdown())
                .contains("| one-way/NATS core: rate | 110 | 220 | 2.00 | yes |")
                .contains("| one-way/bare TCP stream (limit): rate | 110 | 115 | 1.05 |  |");
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
