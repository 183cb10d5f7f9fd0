package dev.bulkhead.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter errors = new StringWriter();

    private int status(String... arguments) {
        CommandLine command = Bench.commandLine(arguments);
        command.setErr(new PrintWriter(errors));
        return command.execute(arguments);
    }

    @Test
    void shouldRefuseAPatternThatFindsNothing() {
        assertThat(status("--only", "nothing-like-that")).isEqualTo(2);
        assertThat(errors.toString().lines())
                .containsExactly(
                        "script/bench: --only finds nothing: nothing-like-that; --list shows what there is; see --help");
    }

    @Test
    void shouldRefuseNoRounds() {
        assertThat(status("--rounds", "0")).isEqualTo(2);
        assertThat(errors.toString()).contains("--rounds is 0, the least is 1");
    }

    @Test
    void shouldRefuseWhatMeansNothingWithEarlierResults() {
        for (String option : new String[] {"--quick", "--only=a", "--rounds=3", "--json=b"}) {
            assertThat(status("--from", "bench.json", option)).as(option).isEqualTo(2);
        }
        assertThat(errors.toString()).contains("with --from nothing runs");
    }

    @Test
    void shouldRefuseResultsThatItCannotRead(@TempDir Path folder) {
        assertThat(status("--from", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(status("--compare", folder.toString())).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(2);
    }

    @Test
    void shouldFindOutThatItCannotWriteBeforeItMeasures(@TempDir Path folder) {
        assertThat(status("--json", folder.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains(folder + ": it is there, and not a file");
    }

    @Test
    void shouldRefuseAnUnknownOptionInOneLine() {
        assertThat(status("--qiuck")).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(1);
    }

    @Test
    void shouldSayItsVersion() {
        StringWriter said = new StringWriter();
        CommandLine command = Bench.commandLine("--version").setOut(new PrintWriter(said));

        assertThat(command.execute("--version")).isZero();
        assertThat(said.toString()).startsWith("script/bench of Bulkhead ");
    }
}
