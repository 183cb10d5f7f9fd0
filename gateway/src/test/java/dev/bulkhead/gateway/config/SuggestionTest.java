package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        // One letter changed, left out, added, swapped.
        "modulas, modules",
        "moduls, modules",
        "modules1, modules",
        "moduels, modules",
        // More of them in a longer word.
        "heartbetaLimt, heartbeatLimit",
        "heartbaetlimit, heartbeatLimit",
        // Case does not count.
        "MODULES, modules",
        "Links, links",
        // A short word may have one wrong letter.
        "lnk, link",
        "x, y",
        // The most similar one.
        "heartbeats, heartbeat",
        "linkss, links"
    })
    void shouldAskForTheMostSimilar(String wrong, String meant) {
        List<String> candidates = List.of("modules", "link", "links", "heartbeatLimit", "heartbeat", "y");

        assertThat(Suggestion.of(wrong, candidates)).isEqualTo("; did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest
    @CsvSource({"sinks, abc", "lxxs, links", "abcdef, ghijkl", "'', links"})
    void shouldTellWhatThereIsWhereNothingIsSimilar(String wrong, String candidate) {
        assertThat(Suggestion.of(wrong, List.of(candidate, "modules")))
                .isEqualTo("; there are " + candidate + ", modules");
    }

    @Test
    void shouldTellOfTheOnlyOne() {
        assertThat(Suggestion.of("database", List.of("log"))).isEqualTo("; there is log");
    }

    @Test
    void shouldPreferTheFirstOfTwoThatAreEquallySimilar() {
        assertThat(Suggestion.of("cpu0", List.of("cpu1", "cpu2"))).isEqualTo("; did you mean \"cpu1\"?");
    }

    @Test
    void shouldSuggestNothingWhereThereIsNothing() {
        assertThat(Suggestion.of("log", List.of())).isEmpty();
    }

    /** It took as much memory as both words multiplied: a key of a million letters was enough to end the gateway. */
    @Test
    void shouldNotCompareWhatIsMuchTooLong() {
        assertThat(Suggestion.of("x".repeat(10_000_000), List.of("log"))).isEqualTo("; there is log");
    }
}
