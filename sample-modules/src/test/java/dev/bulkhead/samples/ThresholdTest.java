package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BulkheadTest(Threshold.class)
class ThresholdTest {
    @Test
    void shouldRaiseAnAlertWhenTheValueRisesAboveTheLimit(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);
        threshold.send(Message.of(Map.of("kind", "cpu", "at", "2026-01-01T00:00:00.000Z"), "0.93"));

        Message alert = onlyAlert(threshold);
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
    void shouldClearTheAlertWhenTheValueFallsBelowTheLowerLimit(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);
        threshold.send(cpu("0.93"));
        threshold.takePublished();
        threshold.send(cpu("0.79"));

        Message alert = onlyAlert(threshold);
        assertThat(alert.property("state")).hasValue("cleared");
        assertThat(alert.text()).isEqualTo("cpu 0.79 is below 0.80");
    }

    @Test
    void shouldStayQuietWhileTheValueHovers(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);
        for (String value : List.of("0.5", "0.9", "0.91", "0.85", "0.99", "0.8", "0.92", "0.7", "0.6", "0.85")) {
            threshold.send(cpu(value));
        }

        assertThat(threshold.takePublished())
                .extracting(Message::text)
                .containsExactly("cpu 0.91 is above 0.90", "cpu 0.70 is below 0.80");
    }

    @Test
    void shouldRaiseAgainAfterItCleared(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);
        threshold.send(cpu("1"), cpu("0"), cpu("1"));

        assertThat(threshold.takePublished())
                .extracting(alert -> alert.property("state").orElseThrow())
                .containsExactly("raised", "cleared", "raised");
    }

    @Test
    void shouldWatchEachPartOnItsOwn(ModuleUnderTest threshold) throws Exception {
        create(threshold, "disk", 0.9, 0.8);
        threshold.send(disk("/", "0.95"));
        threshold.send(disk("/data", "0.96"));
        threshold.send(disk("/data", "0.5"));

        List<Message> alerts = threshold.takePublished();
        assertThat(alerts)
                .extracting(Message::text)
                .containsExactly(
                        "disk / 0.95 is above 0.90", "disk /data 0.96 is above 0.90", "disk /data 0.50 is below 0.80");
        assertThat(alerts.get(1).property("of")).hasValue("/data");
    }

    @Test
    void shouldShowAsManyDecimalsAsItTakesToTellTheNumbersApart(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);
        threshold.send(cpu("0.9001"));

        assertThat(onlyAlert(threshold).text()).isEqualTo("cpu 0.9001 is above 0.90");
    }

    @Test
    void shouldTakeTheTimeItselfWhenTheMetricHasNone(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);
        threshold.send(cpu("0.93"));

        assertThat(onlyAlert(threshold).property("at")).hasValue("2026-01-31T08:15:00.000Z");
    }

    @Test
    void shouldIgnoreOtherKinds(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);
        threshold.send(Message.of(Map.of("kind", "memory"), "0.99"));
        threshold.send(Message.of(Map.of("kind", "photo"), "not a number"));
        threshold.send(Message.of(Map.of(), "0.99"));

        assertThat(threshold.takePublished()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "warm", "NaN", "Infinity", "0,93"})
    void shouldRefuseContentThatIsNotANumber(String content, ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);

        threshold.send(cpu(content));

        assertThat(threshold.failures())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageStartingWith("the content of a message of kind \"cpu\" is not a number: {kind=cpu}");
    }

    @Test
    void shouldRefuseContentThatIsFarTooLong(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.8);

        threshold.send(cpu("1".repeat(100_000)));

        assertThat(threshold.failures())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageEndingWith("{kind=cpu} 100000 B");
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.82, 0.80", "-10, -10.9, -11.1", "0, 0, -0.1"})
    void shouldClearATenthBelowTheLimitUnlessToldOtherwise(
            double above, String stays, String clears, ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", above, null);
        threshold.send(cpu("99"));
        threshold.takePublished();

        threshold.send(cpu(stays));
        assertThat(threshold.takePublished()).isEmpty();
        threshold.send(cpu(clears));
        assertThat(onlyAlert(threshold).property("state")).hasValue("cleared");
    }

    @Test
    void shouldAcceptLimitsThatAreTheSame(ModuleUnderTest threshold) throws Exception {
        create(threshold, "cpu", 0.9, 0.9);
        threshold.send(cpu("0.9"));

        assertThat(threshold.takePublished()).isEmpty();
    }

    @Test
    void shouldRefuseToClearAboveTheLimit(ModuleUnderTest threshold) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create(threshold, "cpu", 0.9, 0.95))
                .withMessage("clearBelow must be at most above, or an alert would be cleared while it is raised;"
                        + " clearBelow is 0.95, above is 0.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"above\": 0.9 }", "{ \"metric\": \"cpu\" }"})
    void shouldRefuseToRunWithoutAMetricOrALimit(String args, ModuleUnderTest threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threshold.args(args).start())
                .withMessageContaining("it is missing");
    }

    private static void create(ModuleUnderTest threshold, String metric, double above, Double clearBelow)
            throws Exception {
        threshold.args(new Threshold.Args(metric, above, clearBelow)).start();
    }

    private static Message onlyAlert(ModuleUnderTest threshold) throws Exception {
        List<Message> alerts = threshold.takePublished();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private static Message cpu(String value) {
        return Message.of(Map.of("kind", "cpu"), value);
    }

    private static Message disk(String path, String value) {
        return Message.of(Map.of("kind", "disk", "of", path), value);
    }

    @Nested
    class Contract extends SampleContract {
        Contract() {
            super(Threshold.class);
        }

        @Override
        protected String args() {
            return "{ \"metric\": \"cpu\", \"above\": 0.9 }";
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{}", "{ \"metric\": \"cpu\" }", "{ \"metric\": \"cpu\", \"above\": 1, \"clearBelow\": 2 }");
        }

        @Override
        protected List<Message> samples() {
            return List.of(SampleContract.cpu("0.5"), SampleContract.cpu("0.95"), SampleContract.cpu("0.1"));
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published)
                    .extracting(Message::text)
                    .containsExactly("cpu 0.95 is above 0.90", "cpu 0.10 is below 0.81");
        }

        @Override
        protected List<?> essence(List<Message> published) {
            return published.stream().map(Message::text).toList();
        }

        @Override
        protected boolean ignoresRedelivered() {
            return true;
        }
    }
}
