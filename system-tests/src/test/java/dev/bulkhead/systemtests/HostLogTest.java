package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.testkit.probe.Chatter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a module logs looks the same, wherever it runs. */
class HostLogTest {
    @TempDir
    private Path folder;

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
                    .containsPattern("at .*dev\\.bulkhead\\.testkit\\.probe\\.Chatter\\.start\\(Chatter\\.java:\\d+\\)")
                    .doesNotContain("not for operators");
            assertThat(gateway.stop()).isZero();
            assertThat(gateway.output()).containsPattern("(?m)^[0-9:.]+ INFO  chatter +the valve is closed$");
        }
    }
}
