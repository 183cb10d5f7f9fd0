package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.bulkhead.api.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T08:15:00Z"), ZoneOffset.UTC);

    private FakeContext context;

    @Test
    void shouldRaiseAnAlertWhenTheValueRisesAboveTheLimit() {
        Threshold threshold = create("cpu", 0.9, 0.8);
        threshold.receive(Message.of(Map.of("kind", "cpu", "at", "2026-01-01T00:00:00.000Z"), "0.93"));

        Message alert = onlyAlert();
        assertThat(alert.properties())
                .containsExactly(
                        entry("kind", "alert"),
                        entry("metric", "cpu"),
                        entry("state", "raised"),
                        entry("value", "0.93"),
                        entry("at", "2026-01-01T00:00:00.000Z"));
        assertThat(alert.text()).isEqualTo("cpu 0.93 is above 0.90");
    }

    @Test
    void shouldClearTheAlertWhenTheValueFallsBelowTheLowerLimit() {
        Threshold threshold = create("cpu", 0.9, 0.8);
        threshold.receive(cpu("0.93"));
        context.takePublished();
        threshold.receive(cpu("0.79"));

        Message alert = onlyAlert();
        assertThat(alert.property("state")).hasValue("cleared");
        assertThat(alert.text()).isEqualTo("cpu 0.79 is below 0.80");
    }

    @Test
    void shouldStayQuietWhileTheValueHovers() {
        Threshold threshold = create("cpu", 0.9, 0.8);
        for (String value : List.of("0.5", "0.9", "0.91", "0.85", "0.99", "0.8", "0.92", "0.7", "0.6", "0.85")) {
            threshold.receive(cpu(value));
        }

        assertThat(context.takePublished())
                .extracting(Message::text)
                .containsExactly("cpu 0.91 is above 0.90", "cpu 0.70 is below 0.80");
    }

    @Test
    void shouldRaiseAgainAfterItCleared() {
        Threshold threshold = create("cpu", 0.9, 0.8);
        List.of("1", "0", "1").forEach(value -> threshold.receive(cpu(value)));

        assertThat(context.takePublished())
                .extracting(alert -> alert.property("state").orElseThrow())
                .containsExactly("raised", "cleared", "raised");
    }

    @Test
    void shouldWatchEachPartOnItsOwn() {
        Threshold threshold = create("disk", 0.9, 0.8);
        threshold.receive(disk("/", "0.95"));
        threshold.receive(disk("/data", "0.96"));
        threshold.receive(disk("/data", "0.5"));

        List<Message> alerts = context.takePublished();
        assertThat(alerts)
                .extracting(Message::text)
                .containsExactly(
                        "disk / 0.95 is above 0.90", "disk /data 0.96 is above 0.90", "disk /data 0.50 is below 0.80");
        assertThat(alerts.get(1).property("of")).hasValue("/data");
    }

    @Test
    void shouldShowAsManyDecimalsAsItTakesToTellTheNumbersApart() {
        create("cpu", 0.9, 0.8).receive(cpu("0.9001"));

        assertThat(onlyAlert().text()).isEqualTo("cpu 0.9001 is above 0.90");
    }

    @Test
    void shouldTakeTheTimeItselfWhenTheMetricHasNone() {
        create("cpu", 0.9, 0.8).receive(cpu("0.93"));

        assertThat(onlyAlert().property("at")).hasValue("2026-01-31T08:15:00.000Z");
    }

    @Test
    void shouldIgnoreOtherKinds() {
        Threshold threshold = create("cpu", 0.9, 0.8);
        threshold.receive(Message.of(Map.of("kind", "memory"), "0.99"));
        threshold.receive(Message.of(Map.of("kind", "photo"), "not a number"));
        threshold.receive(Message.of(Map.of(), "0.99"));

        assertThat(context.takePublished()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "warm", "NaN", "Infinity", "0,93"})
    void shouldRefuseContentThatIsNotANumber(String content) {
        Threshold threshold = create("cpu", 0.9, 0.8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> threshold.receive(cpu(content)))
                .withMessageStartingWith("the content of a message of kind \"cpu\" is not a number: {kind=cpu}");
    }

    @Test
    void shouldRefuseContentThatIsFarTooLong() {
        Threshold threshold = create("cpu", 0.9, 0.8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> threshold.receive(cpu("1".repeat(100_000))))
                .withMessageEndingWith("{kind=cpu} 100000 B");
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.82, 0.80", "-10, -10.9, -11.1", "0, 0, -0.1"})
    void shouldClearATenthBelowTheLimitUnlessToldOtherwise(double above, String stays, String clears) {
        Threshold threshold = create("cpu", above, null);
        threshold.receive(cpu("99"));
        context.takePublished();

        threshold.receive(cpu(stays));
        assertThat(context.takePublished()).isEmpty();
        threshold.receive(cpu(clears));
        assertThat(onlyAlert().property("state")).hasValue("cleared");
    }

    @Test
    void shouldAcceptLimitsThatAreTheSame() {
        create("cpu", 0.9, 0.9).receive(cpu("0.9"));

        assertThat(context.takePublished()).isEmpty();
    }

    @Test
    void shouldRefuseToClearAboveTheLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create("cpu", 0.9, 0.95))
                .withMessage("clearBelow must be at most above, or an alert would be cleared while it is raised;"
                        + " clearBelow is 0.95, above is 0.9");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseALimitThatNoValueCanReach(double above) {
        assertThatIllegalArgumentException().isThrownBy(() -> create("cpu", above, null));
    }

    private Threshold create(String metric, double above, Double clearBelow) {
        context = new FakeContext(new Threshold.Args(metric, above, clearBelow));
        Threshold threshold = new Threshold(CLOCK);
        threshold.create(context);
        return threshold;
    }

    private Message onlyAlert() {
        List<Message> alerts = context.takePublished();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private static Message cpu(String value) {
        return Message.of(Map.of("kind", "cpu"), value);
    }

    private static Message disk(String path, String value) {
        return Message.of(Map.of("kind", "disk", "of", path), value);
    }
}
