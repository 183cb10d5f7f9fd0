package dev.bulkhead.benchmarks.contest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Run.Pace PACE = new Run.Pace(1, 1);

    private final List<String> order = new ArrayList<>();
    private final Results results = new Results();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    private interface Work {
        Map<String, Double> run() throws Exception;
    }

    private Contestant contestant(String name, Work work) {
        return new Contestant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Map<String, Double> run(Run run) throws Exception {
                order.add(name);
                return work.run();
            }
        };
    }

    private void run(int limitSeconds, int rounds, Contestant... contestants) {
        new Rounds(limitSeconds, results, new PrintStream(progress, true, UTF_8))
                .run(List.of(new Contest("contest", rounds, PACE, List.of(contestants))), () -> order.add("held"));
    }

    @Test
    void shouldTakeTurns() {
        run(10, 2, contestant("a", () -> Map.of("rate", 1.0)), contestant("b", () -> Map.of("rate", 2.0)));

        assertThat(order).containsExactly("a", "b", "a", "b", "held");
        assertThat(results.series("contest", "b", "rate")).contains(new Series(List.of(2.0, 2.0)));
        assertThat(progress.toString(UTF_8)).contains("contest, round 2 of 2: b");
    }

    @Test
    void shouldGoOnWithTheOthersWhenOneFails() {
        Contestant failing = contestant("a", () -> {
            throw new IllegalStateException("no such luck");
        });
        run(10, 2, failing, contestant("b", () -> Map.of("rate", 2.0)));

        assertThat(order).containsExactly("a", "b", "b", "held");
        assertThat(results.note("contest", "a")).contains("failed: no such luck");
        assertThat(results.hasFailed()).isTrue();
    }

    @Test
    void shouldTakeAFolderThatIsGoneForNoReasonToEnd() {
        run(10, 1, new Deleting(), contestant("b", () -> Map.of("rate", 2.0)));

        assertThat(results.series("contest", "deleting", "rate")).isPresent();
        assertThat(results.series("contest", "b", "rate")).isPresent();
    }

    /** Does what processes may do that end late. */
    private static final class Deleting implements Contestant {
        @Override
        public String name() {
            return "deleting";
        }

        @Override
        public Map<String, Double> run(Run run) throws IOException {
            Files.delete(run.folder());
            return Map.of("rate", 1.0);
        }
    }

    @Test
    void shouldGiveUpOnOneThatHangs() {
        Contestant hanging = contestant("a", () -> {
            new CountDownLatch(1).await();
            return Map.of();
        });
        run(1, 1, hanging, contestant("b", () -> Map.of("rate", 2.0)));

        assertThat(results.note("contest", "a")).contains("failed: no result within 1 s");
        assertThat(results.series("contest", "b", "rate")).isPresent();
    }

    @Test
    void shouldSayWhatIsMissingAndNotCountThatAsAFailure() {
        run(10, 1, new Contestant() {
            @Override
            public String name() {
                return "a";
            }

            @Override
            public Optional<String> missing() {
                return Optional.of("not installed: a");
            }

            @Override
            public Map<String, Double> run(Run run) {
                throw new AssertionError("it cannot run");
            }
        });

        assertThat(results.note("contest", "a")).contains("not installed: a");
        assertThat(results.hasFailed()).isFalse();
    }

    @Test
    void shouldRunOnlyWhatAPatternFinds() {
        Contest contest = new Contest("one-way", 1, PACE, List.of(contestant("a", Map::of), contestant("b", Map::of)));

        assertThat(contest.only(Pattern.compile("^one-way/b")).contestants())
                .extracting(Contestant::name)
                .containsExactly("b");
    }
}
