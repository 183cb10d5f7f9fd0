package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Names, quantities, conditions and guesses, from any text. */
class WordsFuzzTest {
    private static final Node.Place PLACE = new Node.Place(1, 1, "");

    @FuzzTest
    void shouldReadAWordOrRefuseIt(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (ModuleName.fits(text)) {
            assertThat(text).hasSizeBetween(1, 64).matches("\\p{Graph}+");
        }
        Quantities.duration(text).ifPresent(duration -> assertThat(duration).isGreaterThanOrEqualTo(Duration.ZERO));
        Quantities.size(text).ifPresent(size -> assertThat(size).isNotNegative());
        if (LifecycleKeys.CONDITION
                .problem(Node.scalar(Node.Kind.STRING, PLACE, text))
                .isEmpty()) {
            assertCondition(text);
        }
        assertThat(Suggestion.of(text, List.of("capacity", "capacityBytes"))).startsWith("; ");
    }

    private static void assertCondition(String text) {
        try {
            assertThat(Condition.parse(text, Path.of("/etc")).text()).isEqualTo(text);
        } catch (InvalidPathException e) {
            assertThat(text).startsWith("file:");
        }
    }
}
