package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("NAME", "valve", "EMPTY", "", "TRICKY", "$1 \\ ${env:NAME} $$", "A.B", "dotted");

    private final Problems problems = new Problems("gateway.json");

    @TempDir
    private Path folder;

    private Node parse(String json) {
        try {
            return new NodeParser(problems).parse(json);
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private Node apply(String json) {
        return new Substitution(folder, ENVIRONMENT::get, problems).apply(parse(json));
    }

    private String applied(String json) {
        String written = NodeWriter.write(apply(json));
        assertThat(problems.isEmpty()).isTrue();
        return written;
    }

    private void assertRefused(String json, String problem) {
        apply(json);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> {
                    throw problems.asException();
                })
                .withMessage("gateway.json:" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "${env:NAME}"                  | "valve"
            "a ${env:NAME}, ${env:NAME}!"  | "a valve, valve!"
            "${env:NAME}${env:NAME}"       | "valvevalve"
            "${env:EMPTY}"                 | ""
            "${env:A.B}"                   | "dotted"
            "$${env:NAME}"                 | "${env:NAME}"
            "$${"                          | "${"
            "$$${env:NAME}"                | "$${env:NAME}"
            "$"                            | "$"
            "$$"                           | "$$"
            "$NAME {NAME} }"               | "$NAME {NAME} }"
            "cost: 5$"                     | "cost: 5$"
            ["${env:NAME}",["${env:NAME}"]]| ["valve",["valve"]]
            {"a":{"b":"${env:NAME}"}}      | {"a":{"b":"valve"}}
            {"${env:NAME}":1}              | {"${env:NAME}":1}
            [1,1.0,true,null]              | [1,1.0,true,null]
            """)
    void shouldFillInWhatIsAskedFor(String json, String filled) {
        assertThat(applied(json)).isEqualTo(filled);
    }

    @Test
    void shouldNotFillInWhatWasFilledIn() {
        assertThat(apply("\"${env:TRICKY}\"").text()).isEqualTo("$1 \\ ${env:NAME} $$");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldReadAFileRelativeToTheConfiguration() throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/key"), "größe $1\\\n");

        assertThat(apply("\"${file:secrets/key}\"").text()).isEqualTo("größe $1\\");
        assertThat(apply("\"${file:" + folder.resolve("secrets/key") + "}\"").text())
                .isEqualTo("größe $1\\");
    }

    @Test
    void shouldTakeAwayTheEndOfTheLastLineAndNoMore() throws IOException {
        Files.writeString(folder.resolve("key"), " first\nsecond \n\n");

        assertThat(apply("\"${file:key}\"").text()).isEqualTo(" first\nsecond \n");
    }

    @Test
    void shouldKeepWhatWasWrittenForErrorsToQuote() {
        Node node = apply("\"${env:NAME}\"");

        assertThat(node.quoted()).isEqualTo("\"${env:NAME}\"");
        assertThat(node.place()).isEqualTo(new Node.Place(1, 1, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"${env:NONE}"}   | 1:6 /a: the environment variable NONE is not set
            {"a":"${env:}"}       | 1:6 /a: the environment variable  is not set
            {"a":"${NAME}"}       | 1:6 /a: "${NAME}" is no placeholder; there are ${env:NAME} and ${file:PATH}, and $${ for a literal ${
            {"a":"${}"}           | 1:6 /a: "${}" is no placeholder; there are ${env:NAME} and ${file:PATH}, and $${ for a literal ${
            {"a":"${ENV:NAME}"}   | 1:6 /a: "${ENV:NAME}" is no placeholder; there are ${env:NAME} and ${file:PATH}, and $${ for a literal ${
            {"a":"x ${env:NAME"}  | 1:6 /a: "${env:NAME" has no closing brace; write $${ for a literal ${
            ["b","${"]            | 1:6 /1: "${" has no closing brace; write $${ for a literal ${
            """)
    void shouldSayWhatCannotBeFilledIn(String json, String problem) {
        assertRefused(json, problem);
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertRefused("\"${file:nowhere}\"", "1:1: the file " + folder.resolve("nowhere") + " does not exist");
    }

    @Test
    void shouldSayThatAFileIsNoText() throws IOException {
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});

        assertRefused("\"${file:binary}\"", "1:1: the file " + folder.resolve("binary") + " cannot be read as text");
    }

    @Test
    void shouldSayThatAFolderIsNoFile() {
        assertRefused("\"${file:.}\"", "1:1: the file " + folder.resolve(".") + " cannot be read as text");
    }

    @Test
    void shouldSayThatANameIsNoPath() {
        assertRefused("\"${file:a\\u0000b}\"", "1:1: \"a\0b\" is no path: Nul character not allowed");
    }

    @Test
    void shouldNotReadADeviceWithoutAnEnd() {
        assertRefused(
                "\"${file:/dev/zero}\"", "1:1: the file /dev/zero has more than 1 MiB, which is the most that is read");
    }
}
