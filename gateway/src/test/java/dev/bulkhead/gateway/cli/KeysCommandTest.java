package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.KeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KeysCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int keys(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(
                Stream.concat(Stream.of("keys"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void shouldMakeAPairOnceAndShowThePublicKeyOnly() throws IOException {
        Path file = folder.resolve("valve.key");

        assertThat(keys(file.toString())).isZero();
        assertThat(keys(file.toString())).isZero();

        CurveKeys made = new KeyFile(file).read();
        assertThat(out.toString()).isEqualTo((made.publicKey() + "\n").repeat(2));
        assertThat(err.toString()).isEqualTo("made " + file + "; its secret key is for its host only\n");
    }

    @Test
    void shouldShowTheKeyOfTheGateway() throws IOException {
        Path config = Files.writeString(
                folder.resolve("gateway.json"), "{ \"modules\": [ { \"name\": \"m\", \"class\": \"M\" } ] }");

        assertThat(keys("--config", config.toString())).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        new KeyFile(folder.resolve("data/gateway.key")).read().publicKey() + "\n");
    }

    @Test
    void shouldSayWhenThereCanBeNoFile() {
        assertThat(keys(folder.resolve("nowhere/valve.key").toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString())
                .isEqualTo("bulkhead keys: cannot make " + folder.resolve("nowhere/valve.key") + ": there is no folder "
                        + folder.resolve("nowhere") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "/dev/null"})
    void shouldNotAdviseToChangeTheModeOfWhatIsNoFile(String path) {
        assertThat(keys(folder.resolve(path).toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString())
                .isEqualTo("bulkhead keys: " + folder.resolve(path)
                        + " is no file with a pair of keys, as ./bulkhead keys makes it\n");
    }

    @Test
    void shouldReportAConfigurationThatIsWrong() {
        assertThat(keys("--config", folder.resolve("none.json").toString())).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString()).contains("there is no such file");
    }
}
