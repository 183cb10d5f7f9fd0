package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.gateway.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Beside each bad configuration lies what {@code check} must print. */
class CheckCommandTest {
    private static final Path FOLDER = Path.of("src/test/resources/check");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(Path file) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute("check", file.toString());
    }

    static List<Path> badConfigurations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("good.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("badConfigurations")
    void shouldReportEverythingThatIsWrong(Path file) throws IOException {
        assertThat(check(file)).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(out.toString()).isEmpty();
        String printed = err.toString()
                .replace(FOLDER.toAbsolutePath().toString(), "FOLDER")
                .replace(FOLDER + "/", "");
        Golden.assertSame(Path.of(file.toString().replace(".json", ".txt")), printed);
    }

    @Test
    void shouldSayThatAllIsGood() {
        assertThat(check(FOLDER.resolve("good.json"))).isZero();
        assertThat(out.toString()).isEqualTo(FOLDER + "/good.json: good, with 1 module and 0 links\n");
    }

    @Test
    void shouldTakeTheFileAsAnOptionToo() {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String file = FOLDER.resolve("good.json").toString();

        assertThat(command.execute("check", "--config", file)).isZero();
        assertThat(command.execute("check", "--config", file, file)).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString()).contains("the configuration is named twice");
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        assertThat(check(Path.of("nowhere.json"))).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString())
                .isEqualTo("nowhere.json:1:1: there is no such file\n1 problem; nothing was started\n");
    }

    @Test
    void shouldSayThatAFolderIsNoFile() {
        assertThat(check(FOLDER)).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString()).startsWith(FOLDER + ":1:1: this is a folder, not a file\n");
    }

    @Test
    void shouldRefuseAnUnknownOption() {
        CommandLine command = Main.commandLine();
        command.setErr(new PrintWriter(err, true));
        assertThat(command.execute("check", "--strict")).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString()).contains("Unknown option: '--strict'").contains("Usage: bulkhead check");
    }
}
