package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.bulkhead.api.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class HostTelemetryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T08:15:00.123Z"), ZoneOffset.UTC);

    private final Logger logger = mock(Logger.class);

    @TempDir
    private Path root;

    @Test
    void shouldMeasureTheRootDiskEverySecondUnlessToldOtherwise() {
        assertThat(new HostTelemetry.Args(null, null))
                .isEqualTo(new HostTelemetry.Args(Duration.ofSeconds(1), List.of("/")));
    }

    @Test
    void shouldMeasureAsOftenAsItIsTold() {
        FakeContext context = new FakeContext(new HostTelemetry.Args(Duration.ofMillis(250), null));
        new HostTelemetry(root, root, CLOCK, logger).create(context);

        assertThat(context.periods()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void shouldPublishAtOnceWhatNeedsNoPreviousReading() throws IOException {
        writeMachine(100, 1000);
        FakeContext context = new FakeContext(noDisks());
        startOn(context);

        assertThat(context.takePublished())
                .extracting(HostTelemetryTest::summary)
                .containsExactly("memory=0.25", "load=0.27");
    }

    @Test
    void shouldPublishOneMessageForEachMetricEveryPeriod() throws IOException {
        writeMachine(100, 1000);
        FakeContext context = new FakeContext(noDisks());
        startOn(context);
        context.takePublished();
        writeMachine(130, 1070);
        context.passOnePeriod();

        List<Message> published = context.takePublished();
        assertThat(published)
                .extracting(HostTelemetryTest::summary)
                .containsExactly("cpu=0.3", "memory=0.25", "load=0.27");
        assertThat(published)
                .allSatisfy(message -> assertThat(message.property("at")).hasValue("2026-01-31T08:15:00.123Z"));
    }

    @Test
    void shouldLeaveOutWhatCannotBeReadAndTakeItUpAgainLater() throws IOException {
        writeMachine(100, 1000);
        Files.writeString(root.resolve("loadavg"), "nonsense");
        Files.delete(root.resolve("meminfo"));
        FakeContext context = new FakeContext(noDisks());
        startOn(context);
        assertThat(context.takePublished()).isEmpty();

        writeMachine(130, 1070);
        context.passOnePeriod();
        assertThat(context.takePublished())
                .extracting(HostTelemetryTest::summary)
                .containsExactly("cpu=0.3", "memory=0.25", "load=0.27");
    }

    @Test
    void shouldLogOnlyOnceThatAMetricCannotBeRead() throws IOException {
        writeMachine(100, 1000);
        Files.writeString(root.resolve("meminfo"), "MemTotal: 8000 kB");
        FakeContext context = new FakeContext(noDisks());
        startOn(context);
        context.passOnePeriod();

        verify(logger)
                .warn(
                        "{} cannot be read and is left out: {}",
                        "memory",
                        "java.lang.IllegalArgumentException: there is no line \"MemAvailable:\"");
    }

    @Test
    void shouldMeasureEachDiskEvenIfAnotherIsMissing() {
        String missing = root.resolve("missing").toString();
        FakeContext context = new FakeContext(new HostTelemetry.Args(null, List.of(missing, root.toString())));
        startOn(context);

        assertThat(context.takePublished())
                .singleElement()
                .satisfies(message -> assertThat(message.property("of")).hasValue(root.toString()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadThisMachine() {
        FakeContext context = new FakeContext(new HostTelemetry.Args(null, null));
        HostTelemetry telemetry = new HostTelemetry();
        telemetry.create(context);
        telemetry.start();
        List<Message> published = new ArrayList<>();

        // The kernel counts processor time in ticks of some milliseconds, so "cpu" may need more than one try.
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            context.passOnePeriod();
            published.addAll(context.takePublished());
            assertThat(published).extracting(HostTelemetryTest::kind).contains("cpu", "memory", "load", "disk");
        });
        assertThat(published).allSatisfy(HostTelemetryTest::assertPlausible);
        telemetry.destroy();
    }

    private static void assertPlausible(Message message) {
        double value = Double.parseDouble(message.text());
        switch (message.property("unit").orElseThrow()) {
            case "ratio" -> assertThat(value).isBetween(0.0, 1.0);
            case "1", "B/s" -> assertThat(value).isNotNegative();
            case "°C" -> assertThat(value).isBetween(-100.0, 200.0);
            default -> throw new AssertionError(message.toString());
        }
        assertThat(message.property("at").orElseThrow()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    private static HostTelemetry.Args noDisks() {
        return new HostTelemetry.Args(null, List.of());
    }

    private void startOn(FakeContext context) {
        HostTelemetry telemetry = new HostTelemetry(root, root, CLOCK, logger);
        telemetry.create(context);
        telemetry.start();
    }

    private void writeMachine(long user, long idle) throws IOException {
        Files.writeString(root.resolve("stat"), "cpu  " + user + " 0 0 " + idle + " 0 0 0 0 0 0\n");
        Files.writeString(root.resolve("meminfo"), "MemTotal: 8000 kB\nMemAvailable: 6000 kB\n");
        Files.writeString(root.resolve("loadavg"), "0.27 0.16 0.11 2/85 5558\n");
    }

    private static String kind(Message message) {
        return message.property("kind").orElseThrow();
    }

    private static String summary(Message message) {
        return kind(message) + "=" + message.text();
    }
}
