package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.bulkhead.api.Message;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
    private static final Instant AT = Instant.parse("2026-01-31T08:15:00Z");

    @Test
    void shouldBecomeAMessage() {
        Message message = new Reading("disk", "/data", 0.42134, "ratio").toMessage(AT);

        assertThat(message.properties())
                .containsExactly(
                        entry("kind", "disk"),
                        entry("of", "/data"),
                        entry("unit", "ratio"),
                        entry("at", "2026-01-31T08:15:00.000Z"));
        assertThat(message.text()).isEqualTo("0.4213");
    }

    @Test
    void shouldHaveNoPartWhereThereIsOnlyOne() {
        assertThat(new Reading("cpu", 0.5, "ratio").toMessage(AT).property("of"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "100, 100", "-0.00001, 0", "-20.5, -20.5", "0.00005, 0.0001", "1.25E9, 1250000000"})
    void shouldWriteTheValueAsPlainDecimalText(double value, String text) {
        assertThat(new Reading("load", value, "1").toMessage(AT).text()).isEqualTo(text);
    }

    @Test
    void shouldRefuseAValueThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reading("cpu", Double.NaN, "ratio"))
                .withMessage("cpu is NaN");
    }
}
