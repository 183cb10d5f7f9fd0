package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.api.Api;
import dev.bulkhead.systemtests.BulkheadProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, through the launcher. */
class CommandsTest {
    @TempDir
    private Path folder;

    private Result bulkhead(String input, String... arguments) throws Exception {
        return BulkheadProcess.command(folder, input, arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "check --help",
                "status --help",
                "message --help",
                "archive --help",
                "image --help",
                "modules --help",
                "modules install --help",
                "message decode --help",
                "message encode --help",
                "host --help"
            })
    void shouldHelp(String arguments) throws Exception {
        Result result = bulkhead("", arguments.split(" "));
        assertThat(result.status()).isZero();
        assertThat(result.output()).startsWith("Usage: ").doesNotContain("\u001b");
    }

    @Test
    void shouldSayItsVersions() throws Exception {
        assertThat(bulkhead("", "--version").output())
                .matches("bulkhead \\S+ \\(module API " + Pattern.quote(Api.VERSION) + ", protocol 1\\.\\d+\\)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnu", "run --fast", "run a b", "message", "status now", "host", "host a b"})
    void shouldRefuseArgumentsThatItDoesNotHave(String arguments) throws Exception {
        Result result = bulkhead("", arguments.split(" "));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).containsAnyOf("Usage: ", "Did you mean: ");
    }

    @Test
    void shouldTellWhatAPackageOffers() throws Exception {
        Result told = bulkhead(
                "", "host", "capabilities", System.getProperty("bulkhead.lib") + "/samples/sample-modules.jar");
        assertThat(told.status()).isZero();
        assertThat(new ObjectMapper().readTree(told.output()).path("package").asText())
                .isEqualTo("bulkhead/samples");

        Result refused = bulkhead("", "host", "capabilities", "nothing.jar");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output()).isEqualTo("module-host: there is no nothing.jar\n");
    }

    @Test
    void shouldSayThatThereIsNoConfiguration() throws Exception {
        for (String command : new String[] {"run", "check", "status"}) {
            Result result = bulkhead("", command);
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.output()).startsWith("gateway.json:1:1: there is no such file\n");
        }
    }

    @Test
    void shouldCheckAFileInAnotherFolder() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Files.writeString(elsewhere.resolve("secret.txt"), "geheim\n");
        Files.writeString(elsewhere.resolve("my.json"), """
                { "modules": [ { "name": "log", "class": "dev.bulkhead.samples.Log",
                                 "args": { "unused": "${file:secret.txt}" } } ] }""");
        Result result = bulkhead("", "check", "else where/my.json");
        assertThat(result.output()).isEqualTo("else where/my.json: good, with 1 module and 0 links\n");
        assertThat(result.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a1600000000e0000000000000000                         | {"properties":{},"contentBase64":""}
            a1600000000f000000000000000133                       | {"properties":{},"contentBase64":"Mw=="}
            a160000000170000000163707500c3bc00000000023432 | `{"properties":{"cpu":"ü"},"contentBase64":"NDI="}`
            A160000000170000000163707500C3BC00000000023432 | `{"properties":{"cpu":"ü"},"contentBase64":"NDI="}`
            a160000000170000000163707500c3bc0000000002343200 | `{"error":"`
            a160000000170000000163707500c3bc000000000234 | `{"error":"`
            b160000000170000000163707500c3bc00000000023432 | `{"error":"`
            zz                                                   | `{"error":"`
            a16                                                  | `{"error":"`
            """)
    void shouldDecodeAFrameALine(String hex, String json) throws Exception {
        Result result = bulkhead(hex + "\n", "message", "decode");
        assertThat(result.output()).startsWith(json).hasLineCount(1);
        assertThat(result.status()).isEqualTo(json.startsWith("{\"error") ? 1 : 0);
    }

    @Test
    void shouldEncodeWhatItDecodes() throws Exception {
        String frames = "a1600000000e0000000000000000\na1600000001d000000016b696e64006bc3bc686c0000000004deadbeef\n";
        Result decoded = bulkhead(frames, "message", "decode");
        assertThat(decoded.status()).as(decoded.output()).isZero();
        Result encoded = bulkhead(decoded.output(), "message", "encode");
        assertThat(encoded.status()).isZero();
        assertThat(encoded.output()).isEqualTo(frames);
    }

    @Test
    void shouldPutAnErrorInThePlaceOfEachBadLine() throws Exception {
        String lines = """
                {"properties":{"a":"b"},"contentBase64":"!"}
                nonsense
                {"properties":{},"contentBase64":""}
                {"properties":{"a\\u0000":""},"contentBase64":""}
                """;
        Result result = bulkhead(lines, "message", "encode");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output().lines().map(line -> line.startsWith("{\"error\":")))
                .containsExactly(true, true, false, true);
        assertThat(result.output()).contains("\na1600000000e0000000000000000\n");
    }
}
