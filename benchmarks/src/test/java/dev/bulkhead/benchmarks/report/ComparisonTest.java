package dev.bulkhead.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Results older = new Results();
    private final Results newer = new Results();

    private static void rate(Results results, String contestant, double... rates) {
        for (double rate : rates) {
            results.add(new Results.Key(Names.ONE_WAY, contestant, "rate"), rate);
        }
    }

    private String compared(String oldCommand, String newCommand) {
        return new Comparison(
                        new ResultsJson(Map.of("command", oldCommand), false, older),
                        new ResultsJson(Map.of("command", newCommand), false, newer))
                .markdown();
    }

    private String compared() {
        return compared("script/bench", "script/bench");
    }

    @Test
    void shouldCallAChangeClearOnlyBeyondTheSpread() {
        rate(older, Names.NATS, 100, 110, 120);
        rate(older, Names.TCP, 100, 110, 120);
        rate(newer, Names.NATS, 220, 220, 220);
        rate(newer, Names.TCP, 115, 115, 115);

        assertThat(compared())
                .contains("| one-way/NATS core: rate | 110 | 220 | 2.00 | yes |")
                .contains("| one-way/bare TCP stream (limit): rate | 110 | 115 | 1.05 |  |");
    }

    @Test
    void shouldCallNothingClearAfterTooFewRounds() {
        rate(older, Names.NATS, 100, 110, 120);
        rate(newer, Names.NATS, 220, 230);

        assertThat(compared()).contains("| one-way/NATS core: rate | 110 | 225 | 2.05 |  |");
    }

    @Test
    void shouldListWhatIsOnOneSideOnly() {
        rate(older, Names.NATS, 1);
        rate(newer, Names.TCP, 1);

        assertThat(compared())
                .contains("Nothing is in both results.")
                .contains("Only in the old results:\n\n- one-way/NATS core\n")
                .contains("Only in the new results:\n\n- one-way/bare TCP stream (limit)\n");
    }

    @Test
    void shouldNotCompareWhatFailed() {
        rate(older, Names.NATS, 1);
        rate(newer, Names.NATS, 1);
        newer.fail(Names.ONE_WAY, Names.NATS, "it hangs");

        assertThat(compared())
                .contains("Nothing is in both results.")
                .contains("Without a result in the new ones:\n\n- one-way/NATS core: failed: it hangs\n");
    }

    @Test
    void shouldWarnWhenAQuickRunMeetsAFullOne() {
        assertThat(compared("script/bench --quick", "script/bench")).contains("The old results are of a quick run");
        assertThat(compared("script/bench --quick", "script/bench --quick")).doesNotContain("quick run");
    }
}
