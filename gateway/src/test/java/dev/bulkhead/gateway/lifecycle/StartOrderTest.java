package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.LinkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartOrderTest {
    private static List<Set<String>> order(String modules, String links, Map<String, List<String>> after) {
        List<LinkSpec> specs = Arrays.stream(links.split(" "))
                .filter(link -> !link.isEmpty())
                .map(link ->
                        LinkSpec.between(link.substring(0, link.indexOf('>')), link.substring(link.indexOf('>') + 1)))
                .toList();
        return StartOrder.sourcesFirst(List.of(modules.split(" ")), after, specs);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Nothing links them.
                "a,                '',                     a",
                "a b c,            '',                     a b c",
                // Chains, in whatever order they are written.
                "a b c,            a>b b>c,                a | b | c",
                "c b a,            b>c a>b,                a | b | c",
                "a b c d,          a>b c>d,                a c | b d",
                // Diamonds, and ways of different length.
                "a b c d,          a>b a>c b>d c>d,        a | b c | d",
                "a b c d,          a>d a>b b>c c>d,        a | b | c | d",
                "s t z,            s>z t>z,                s t | z",
                "s y z,            s>y s>z,                s | y z",
                // The same link twice, with different matches, say.
                "a b,              a>b a>b,                a | b",
                // Every module but the sink.
                "a b log,          *>log,                  a b | log",
                "a b log,          a>b *>log,              a | b | log",
                "log a,            *>log,                  a | log",
                "log,              *>log,                  log",
                // Cycles, with what is before and behind them.
                "a b,              a>b b>a,                a b",
                "a b c,            a>b b>c c>a,            a b c",
                "s a b,            s>a a>b b>a,            s | a b",
                "a b z,            a>b b>a b>z,            a b z",
                "s a b z,          s>a a>b b>a b>z,        s | a b z",
                "a b c d,          a>b b>a c>d,            c | d | a b",
                // Two who hear everybody hear each other.
                "a log audit,      *>log *>audit,          a | log audit",
                // One that hears everybody, and publishes itself.
                "a log b,          *>log log>b,            a | log b"
            })
    void shouldPutSourcesBeforeSinks(String modules, String links, String steps) {
        assertThat(text(order(modules, links, Map.of()))).isEqualTo(steps);
    }

    private static String text(List<Set<String>> steps) {
        return steps.stream().map(step -> String.join(" ", step)).collect(Collectors.joining(" | "));
    }

    /** In this order they are stopped; in the other they are started. */
    @ParameterizedTest
    @CsvSource({
        "a b c, '',      a,   b,   a c | b",
        "a b c, a>b,     c,   a,   c | a | b",
        // What a module says itself wins over its links.
        "a b,   a>b,     b,   a,   b | a"
    })
    void shouldPutAModuleBeforeThoseThatItStartsAfter(
            String modules, String links, String module, String after, String steps) {
        assertThat(text(order(modules, links, Map.of(module, List.of(after))))).isEqualTo(steps);
    }

    @Test
    void shouldHaveNoStepsWithoutModules() {
        assertThat(StartOrder.sourcesFirst(List.of(), Map.of(), List.of())).isEmpty();
    }
}
