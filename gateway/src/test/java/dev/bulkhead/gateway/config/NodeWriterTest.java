package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a module as its arguments is what was written. */
class NodeWriterTest {
    private static String rewritten(String json) throws ConfigException {
        Problems problems = new Problems("gateway.json");
        String written = NodeWriter.write(new NodeParser(problems).parse(json));
        assertThat(problems.isEmpty()).isTrue();
        return written;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "1.0",
                "1.10",
                "0.1",
                "-0.0",
                "1e5",
                "1E5",
                "1e+5",
                "1.5e-7",
                "1e400",
                "-1e-400",
                "9007199254740993",
                "9223372036854775808",
                "123456789012345678901234567890123456789012345678901234567890",
                "0.1000000000000000055511151231257827021181583404541015625",
                "true",
                "false",
                "null",
                "\"\"",
                "\"text\"",
                "\"größe 😀 日本\"",
                "\"a\\\"b\\\\c\"",
                "\"tab\\tline\\nreturn\\r\"",
                "\"\\u0000\\u001B\"",
                "\"1\"",
                "[]",
                "{}",
                "[1,[2,[3,[]]],{}]",
                "{\"a\":{\"b\":{\"c\":[1,2.50,{\"d\":null}]}}}",
                "{\"z\":1,\"a\":2,\"m\":3}",
                "{\"\":1,\"a b\":2,\"größe\":3,\"a\\\"b\":4}"
            })
    void shouldWriteWhatItRead(String json) throws ConfigException {
        assertThat(rewritten(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { "a" : [ 1 , 2 ] }           | {"a":[1,2]}
            "\\u0061\\/\\u00f6"           | "a/ö"
            "\\ud83d\\ude00"              | "😀"
            {"\\u0061":1}                 | {"a":1}
            """)
    void shouldWriteTheSameInFewerCharacters(String json, String shortest) throws ConfigException {
        assertThat(rewritten(json)).isEqualTo(shortest);
    }

    @Test
    void shouldLeaveOutComments() throws ConfigException {
        assertThat(rewritten("// first\n{ /* second */ \"a\" /* third */ : 1 // \"b\": 2\n}"))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void shouldNotTakeForACommentWhatStandsInAString() throws ConfigException {
        assertThat(rewritten("\"http://x /* y */\"")).isEqualTo("\"http://x /* y */\"");
    }

    @Test
    void shouldGoAsDeepAsItReads() throws Exception {
        String deep = "[".repeat(900) + "]".repeat(900);

        assertThat(rewritten(deep)).isEqualTo(deep);
    }

    @Test
    void shouldWriteALongText() throws Exception {
        String text = "x€".repeat(1_000_000);

        assertThat(new ObjectMapper().readTree(rewritten('"' + text + '"')).textValue())
                .hasSize(2_000_000);
    }
}
