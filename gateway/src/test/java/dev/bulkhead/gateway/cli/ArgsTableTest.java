package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of strangers, on a terminal. */
class ArgsTableTest {
    @ParameterizedTest
    @CsvSource({
        "a\u001B[31mb\u001B[0mc, abc",
        "a\u001B]0;title\u0007b, ab",
        "a\u001B]8;;http://x\u001B\\b, ab",
        "a\u001B]never ends, a",
        "a\u001B(Bb, ab",
        "a\u009B1mb, ab",
        "a\rb\u202Ec, a b c",
    })
    void shouldDropWholeSequencesThatSteerATerminal(String text, String plain) {
        assertThat(ArgsTable.plain(text)).isEqualTo(plain);
    }
}
