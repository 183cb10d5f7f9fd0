package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a script learns from each command. */
class ExitStatusTest {
    private static final String GOOD =
            "{ \"modules\": [ { \"name\": \"log\", \"class\": \"dev.bulkhead.gateway.lifecycle.Buoy\" } ] }";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void file() throws IOException {
        file = Files.writeString(folder.resolve("gateway.json"), GOOD).toString();
    }

    private int execute(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "help",
                "run --help",
                "check --help",
                "status --help",
                "message --help",
                "message decode --help"
            })
    void shouldBeZeroForWhoeverAsksForHelp(String arguments) {
        assertThat(execute(arguments.split(" "))).isZero();
        assertThat(out.toString()).isNotBlank();
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "nonsense",
                "run a b",
                "run --nonsense",
                "check a b",
                "status a",
                "status --config",
                "message nonsense"
            })
    void shouldBeTwoForArgumentsThatThereAreNot(String arguments) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"run", "check"})
    void shouldBeTwoForAConfigurationThatCannotBeUsed(String command) throws IOException {
        Files.writeString(Path.of(file), "{}");

        assertThat(execute((command + " " + file).split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(file + ":1:1: the key \"modules\" is missing: an array: module\n"
                        + "1 problem; nothing was started\n");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"gateway\": { \"name\": \"x\", } }",
                "{ \"gateway\": { \"data\": 7 } }",
                "{ \"gateway\": [] }",
                "{ \"gateway\": { \"data\": \"${env:THERE_IS_NO_SUCH_VARIABLE}\" } }",
                "{ \"modules\": [ }",
                ""
            })
    void shouldBeTwoForAFileThatDoesNotTellWhichGatewayIsMeant(String json) throws IOException {
        Files.writeString(Path.of(file), json);

        assertThat(execute("status", "--config", file)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(file + ":1:")
                .endsWith(
                        "so " + file + " does not tell which gateway is meant; name a file that does with --config\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldCountTheProblems() throws IOException {
        Files.writeString(Path.of(file), "{ \"a\": 1, \"b\": 2, \"modules\": [] }");

        assertThat(execute("check", file)).isEqualTo(2);
        assertThat(err.toString()).endsWith("\n3 problems; nothing was started\n");
    }

    @Test
    void shouldBeOneWhereNoGatewayRuns() {
        assertThat(execute("status", "--config", file)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("bulkhead status: no gateway runs with the data folder " + folder.resolve("data")
                        + "; start one with: bulkhead run\n");
    }

    @Test
    void shouldBeOneWhereThePartsOfBulkheadAreNotThere() {
        String before = System.getProperty("bulkhead.lib");
        System.setProperty("bulkhead.lib", folder.toString());
        try {
            assertThat(execute("run", file)).isEqualTo(1);
        } finally {
            if (before == null) {
                System.clearProperty("bulkhead.lib");
            } else {
                System.setProperty("bulkhead.lib", before);
            }
        }
        assertThat(err.toString())
                .isEqualTo("bulkhead run: there is no module-host.jar in " + folder
                        + "; start Bulkhead with its launcher, bulkhead\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void shouldBeZeroForAGoodConfiguration() {
        assertThat(execute("check", file)).isZero();
        assertThat(err.toString()).isEmpty();
    }
}
