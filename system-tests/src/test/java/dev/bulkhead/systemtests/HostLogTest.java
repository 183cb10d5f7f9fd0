package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.testkit.activation.probe.Chatter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module logs looks the same, wherever it runs. */
class HostLogTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLoseNoLineOfAHostThatIsStopped() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder, modules(module("chatter", Chatter.class, "\"fork\"", "{ \"lines\": 1500 }")))
                .awaitReady()
                .awaitOutput("opened 1500 of 1500")) {
            assertThat(gateway.stop()).isZero();
            for (int i = 1; i <= 1500; i++) {
                assertThat(gateway.output()).contains(" closed " + i + " of 1500\n");
            }
        }
    }

    /** A terminal that was halted, or a pager: nobody reads on. */
    @Test
    void shouldNotMindThatNobodyReadsItsOutput() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.runIntoAPipe(
                folder,
                modules(
                        module(
                                "chatter",
                                Chatter.class,
                                "{ \"type\": \"fork\", \"heartbeatLimit\": \"2s\" }",
                                "{ \"lines\": 2000 }"),
                        module("other", Chatter.class, "\"fork\"", "{ \"lines\": 2000 }")))) {
            await().atMost(BulkheadProcess.PATIENCE)
                    .ignoreExceptions()
                    .until(() ->
                            gateway.module("chatter").path("state").asText().equals("activated"));
            String since = gateway.module("chatter").path("since").asText();
            await().during(Duration.ofSeconds(3))
                    .atMost(BulkheadProcess.PATIENCE)
                    .until(() ->
                            gateway.module("chatter").path("state").asText().equals("activated"));
            assertThat(gateway.module("chatter").path("since").asText()).isEqualTo(since);
            assertThat(gateway.stop()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-process", "fork"})
    void shouldLogWithTheModulesNameAndLevel(String activation) throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder, modules(module("chatter", Chatter.class, "\"" + activation + "\"")))
                .awaitReady()) {
            gateway.awaitOutput("a thread of my own");
            assertThat(gateway.output())
                    .containsPattern("(?m)^[0-9:.]+ INFO  chatter +the valve is open: Ventil geöffnet$")
                    .containsPattern("(?m)^[0-9:.]+ WARN  chatter +pressure is high$")
                    .containsPattern("(?m)^[0-9:.]+ ERROR chatter +cannot close$")
                    .contains("java.io.IOException: the valve is stuck\n")
                    .containsPattern(
                            "at .*dev\\.bulkhead\\.testkit\\.activation\\.probe\\.Chatter\\.start\\(Chatter\\.java:\\d+\\)")
                    .doesNotContain("not for operators");
            assertThat(gateway.stop()).isZero();
            assertThat(gateway.output()).containsPattern("(?m)^[0-9:.]+ INFO  chatter +the valve is closed$");
        }
    }
}
