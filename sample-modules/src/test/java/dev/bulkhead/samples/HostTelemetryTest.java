package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.bulkhead.api.Message;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

@BulkheadTest(HostTelemetry.class)
class HostTelemetryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Logger logger = mock(Logger.class);

    @TempDir
    private Path root;

    @Test
    void shouldMeasureTheRootDiskEverySecondUnlessToldOtherwise() {
        assertThat(new HostTelemetry.Args(null, null))
                .isEqualTo(new HostTelemetry.Args(Duration.ofSeconds(1), List.of("/")));
    }

    @Test
    void shouldMeasureAsOftenAsItIsTold(ModuleUnderTest telemetry) throws Exception {
        writeMachine(100, 1000);
        startOn(telemetry, new HostTelemetry.Args(Duration.ofMillis(250), List.of()));
        telemetry.takePublished();
        telemetry.clock().advance(Duration.ofSeconds(1));

        assertThat(telemetry.takePublished())
                .filteredOn(message -> kind(message).equals("memory"))
                .hasSize(4);
    }

    @Test
    void shouldPublishAtOnceWhatNeedsNoPreviousReading(ModuleUnderTest telemetry) throws Exception {
        writeMachine(100, 1000);
        startOn(telemetry, noDisks());

        assertThat(telemetry.takePublished())
                .extracting(HostTelemetryTest::summary)
                .containsExactly("memory=0.25", "load=0.27");
    }

    @Test
    void shouldPublishOneMessageForEachMetricEveryPeriod(ModuleUnderTest telemetry) throws Exception {
        writeMachine(100, 1000);
        startOn(telemetry, noDisks());
        telemetry.takePublished();
        writeMachine(130, 1070);
        telemetry.clock().advance(SECOND);

        List<Message> published = telemetry.takePublished();
        assertThat(published)
                .extracting(HostTelemetryTest::summary)
                .containsExactly("cpu=0.3", "memory=0.25", "load=0.27");
        assertThat(published)
                .allSatisfy(message -> assertThat(message.property("at")).hasValue("2026-01-31T08:15:01.000Z"));
    }

    @Test
    void shouldLeaveOutWhatCannotBeReadAndTakeItUpAgainLater(ModuleUnderTest telemetry) throws Exception {
        writeMachine(100, 1000);
        Files.writeString(root.resolve("loadavg"), "nonsense");
        Files.delete(root.resolve("meminfo"));
        startOn(telemetry, noDisks());
        assertThat(telemetry.takePublished()).isEmpty();

        writeMachine(130, 1070);
        telemetry.clock().advance(SECOND);
        assertThat(telemetry.takePublished())
                .extracting(HostTelemetryTest::summary)
                .containsExactly("cpu=0.3", "memory=0.25", "load=0.27");
    }

    @Test
    void shouldLogOnlyOnceThatAMetricCannotBeRead(ModuleUnderTest telemetry) throws Exception {
        writeMachine(100, 1000);
        Files.writeString(root.resolve("meminfo"), "MemTotal: 8000 kB");
        startOn(telemetry, noDisks());
        telemetry.clock().advance(SECOND);

        verify(logger)
                .warn(
                        "{} cannot be read and is left out: {}",
                        "memory",
                        "java.lang.IllegalArgumentException: there is no line \"MemAvailable:\"");
    }

    @Test
    void shouldMeasureEachDiskEvenIfAnotherIsMissing(ModuleUnderTest telemetry) throws Exception {
        String missing = root.resolve("missing").toString();
        startOn(telemetry, new HostTelemetry.Args(null, List.of(missing, root.toString())));

        assertThat(telemetry.takePublished())
                .singleElement()
                .satisfies(message -> assertThat(message.property("of")).hasValue(root.toString()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadThisMachine(ModuleUnderTest telemetry) throws Exception {
        telemetry.start();

        // The kernel counts processor time in ticks of some milliseconds, so "cpu" may need more than one try.
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            telemetry.clock().advance(SECOND);
            assertThat(telemetry.published())
                    .extracting(HostTelemetryTest::kind)
                    .contains("cpu", "memory", "load", "disk");
        });
        assertThat(telemetry.published()).allSatisfy(HostTelemetryTest::assertPlausible);
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

    private void startOn(ModuleUnderTest telemetry, HostTelemetry.Args args) throws Exception {
        telemetry.madeBy(() -> new HostTelemetry(root, root, logger)).args(args).start();
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

    @Nested
    @EnabledOnOs(OS.LINUX)
    class Contract extends SampleContract {
        Contract() {
            super(HostTelemetry.class);
        }

        @Override
        protected String args() {
            return "{ \"every\": \"100ms\" }";
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{ \"every\": \"0ms\" }", "{ \"disk\": \"/\" }");
        }

        @Override
        protected Duration takes() {
            return Duration.ofMillis(300);
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published).extracting(HostTelemetryTest::kind).contains("memory", "load", "disk", "network.rx");
        }

        @Override
        protected List<?> essence(List<Message> published) {
            TreeSet<String> kinds = new TreeSet<>();
            published.forEach(message -> kinds.add(kind(message)));
            kinds.remove("cpu"); // which may need more than one try
            return List.copyOf(kinds);
        }
    }
}
