package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "cpu, cpu",
                "\"\", \"\"",
                "*, \"\"",
                "*, anything",
                "**, anything",
                "*, a*b",
                "c*, cpu",
                "c*, c",
                "*u, cpu",
                "c*u, cu",
                "c*u, cpppu",
                "*p*, cpu",
                "a*b*c, a-b-b-c",
                "a*b*c, abc",
                "*aab, aaaab",
                "*.log, x.log.log",
                "a**b, ab",
                "cp?, cpu",
                "???, cpu",
                "?*, c",
                "*?, cpu",
                "a?*?b, a12b",
                "?, °",
                "?, ?",
                "?, *",
                "größe-*, größe-1",
                "[a-z], [a-z]",
                "a.c, a.c",
                "\\*, \\x",
            })
    void shouldMatch(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "cpu, \"\"",
                "\"\", cpu",
                "cpu, CPU",
                "cpu, cpu0",
                "cpu, xcpu",
                "?, \"\"",
                "?, ab",
                "??, a",
                "?*, \"\"",
                "c*, xc",
                "*u, ux",
                "a*b, ac",
                "a*b*c, acb",
                "a*a, a",
                "a?*?b, a1b",
                "*aab, aaba",
                "[a-z], a",
                "a.c, abc",
            })
    void shouldNotMatch(String pattern, String text) {
        assertThat(new Glob(pattern).matches(text)).isFalse();
    }

    @Test
    void shouldNotTakeExponentialTimeForManyStars() {
        String pattern = "*a".repeat(50) + "*b";

        assertThat(new Glob(pattern).matches("a".repeat(10_000))).isFalse();
    }
}
