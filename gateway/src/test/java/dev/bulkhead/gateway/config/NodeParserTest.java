package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeParserTest {
    private final Problems problems = new Problems("gateway.json");

    private Node parse(String json) throws ConfigException {
        return new NodeParser(problems).parse(json);
    }

    @Test
    void shouldKnowWhereEverythingStands() throws ConfigException {
        Node root = parse("""
                {
                  "modules": [
                    { "name": "a" },
                    { "a/b": { "c~d": 7 } } ]
                }""");

        assertThat(root.place()).isEqualTo(new Node.Place(1, 1, ""));
        Node.Member modules = root.members().get("modules");
        assertThat(modules.key()).isEqualTo(new Node.Place(2, 3, "/modules"));
        assertThat(modules.value().place()).isEqualTo(new Node.Place(2, 14, "/modules"));
        Node second = modules.value().items().get(1);
        assertThat(second.place()).isEqualTo(new Node.Place(4, 5, "/modules/1"));
        assertThat(second.get("a/b").get("c~d").place()).isEqualTo(new Node.Place(4, 23, "/modules/1/a~1b/c~0d"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}     | OBJECT  | an object
            []     | ARRAY   | an array
            "a"    | STRING  | "a"
            1.50   | NUMBER  | 1.50
            true   | BOOLEAN | true
            false  | BOOLEAN | false
            null   | NULL    | null
            """)
    void shouldQuoteAValueAsItWasWritten(String json, Node.Kind kind, String quoted) throws ConfigException {
        Node node = parse(json);

        assertThat(node.kind()).isEqualTo(kind);
        assertThat(node.quoted()).isEqualTo(quoted);
    }

    @Test
    void shouldKeepTheFirstOfTwoEqualKeysAndSayWhereBothStand() throws ConfigException {
        Node root = parse("{ \"a\": 1,\n  \"\\u0061\": 2 }");

        assertThat(root.get("a").text()).isEqualTo("1");
        assertThat(problems.asException())
                .hasMessage("gateway.json:2:3 /a: the key \"a\" stands here a second time, first in line 1");
    }

    @Test
    void shouldSayThatSomethingIsBehindTheEnd() throws ConfigException {
        parse("{}\n {}");

        assertThat(problems.asException())
                .hasMessage("gateway.json:2:2: there is something behind the end of the configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "// nothing\n", "/* nothing */"})
    void shouldSayThatThereIsNothing(String json) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(json))
                .withMessage("gateway.json:1:1: the file is empty; the least is {\"modules\":[...]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "\"",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{a:1}",
                "{'a':1}",
                "'a'",
                "nul",
                "True",
                "NaN",
                "+1",
                ".5",
                "1.",
                "01",
                "0x1",
                "1e",
                "--1",
                "]",
                "}",
                ":",
                ",",
                "\"a\nb\"",
                "\"\\x\"",
                "\"\\u12\"",
                "/* no end",
                "# comment\n{}",
                "\uFEFF\uFEFF{}"
            })
    void shouldSayThatItIsNotJson(String json) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(json))
                .satisfies(
                        e -> assertThat(e.getMessage()).matches("(?s)gateway\\.json:\\d+:\\d+: this is not JSON: .*"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("start marker", "(code "));
    }

    @Test
    void shouldNotGoDeeperThanItsStackCould() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("[".repeat(100_000)))
                .withMessageContaining("nested too deeply");
    }

    @Test
    void shouldTellAProblemThatWasFoundBeforeItBroke() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("{\"a\":1,\"a\":2,"))
                .satisfies(e -> assertThat(e.problems()).hasSize(2));
    }
}
