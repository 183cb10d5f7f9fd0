package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertBalanced;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.lifecycle.Request;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module in another language, whose host was written from the protocol's page alone. */
class PythonPackageTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path SAMPLES = BulkheadProcess.ROOT.resolve("samples-python");
    private static final Path MOVING_AVERAGE = SAMPLES.resolve("moving-average/moving-average");
    private static final Path TROUBLED = SAMPLES.resolve("tests/troubled");
    private static final String QUICK = "\"heartbeat\": \"200ms\", \"heartbeatLimit\": \"2s\", \"grace\": \"1s\"";

    @TempDir
    private Path folder;

    private final String box = UUID.randomUUID().toString();

    @BeforeAll
    static void needPython() throws Exception {
        Needs.require(
                Files.isExecutable(PYTHON) && run(Path.of("/"), PYTHON.toString(), "-c", "import zmq") == 0,
                "Debian's python3-zmq");
    }

    private static int run(Path where, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/stderr"))
                .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private TestGateway start(Path program, String settings, String args, String toCollector) throws Exception {
        return TestGateway.start(folder, """
                "modules": [
                  { "name": "feeder", "class": "%s", "args": { "box": "%s" } },
                  { "name": "python", "activation": { "type": "fork", "hostPath": "%s", %s }, "args": %s%s },
                  { "name": "collector", "class": "%s", "args": { "box": "%s" } }
                ],
                "links": [
                  { "source": "feeder", "sink": "python", "blockFor": "1m" },
                  { "source": "python", "sink": "collector"%s }
                ]""".formatted(
                        Feeder.class.getName(),
                        box,
                        program,
                        QUICK,
                        args,
                        settings,
                        Collector.class.getName(),
                        box,
                        toCollector));
    }

    private TestGateway start(Path program, String args) throws Exception {
        return start(program, "", args, "");
    }

    private void feed(String... texts) {
        for (String text : texts) {
            Feeder.publish(box, Message.of(Map.of("kind", "cpu"), text));
        }
    }

    private List<String> collected() {
        return Collector.received(box).stream().map(Message::text).toList();
    }

    private void awaitCollected(String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(collected()).containsExactly(texts));
    }

    private static long pid(TestGateway gateway) {
        return gateway.module("python").path("pid").asLong();
    }

    private static void ask(TestGateway gateway, Request request) throws Exception {
        assertThat(Steering.ask(gateway, "python", request)).isNull();
    }

    @Test
    void shouldPassItsOwnTestsAndTheTestVectors() throws Exception {
        assertThat(run(SAMPLES.resolve("tests"), PYTHON.toString(), "-B", "-m", "unittest"))
                .isZero();
    }

    @Test
    void shouldPassTenThousandMessagesOnInOrder() throws Exception {
        try (TestGateway gateway = start(MOVING_AVERAGE, "{ \"window\": 1 }")) {
            String[] numbers =
                    IntStream.rangeClosed(1, 10_000).mapToObj(String::valueOf).toArray(String[]::new);
            feed(numbers);
            awaitCollected(numbers);
            await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.link("feeder", "python"), 10_000));
            assertLossless(gateway.link("python", "collector"), 10_000);
        }
    }

    @Test
    void shouldShowTheModulesOwnWords() throws Exception {
        try (TestGateway gateway = start(MOVING_AVERAGE, "{ \"window\": 0 }")) {
            JsonNode module = gateway.module("python");
            assertThat(module.path("state").asText()).isEqualTo("deactivated");
            assertThat(module.path("error").asText())
                    .isEqualTo("window: 0 is not allowed; expected is a whole number from 1 to 100000");
        }
    }

    @Test
    void shouldNameWhatAModuleRaises() throws Exception {
        try (TestGateway gateway = start(TROUBLED, "{ \"trouble\": \"create\" }")) {
            assertThat(gateway.module("python").path("error").asText()).isEqualTo("OSError: no valve at port 7");
        }
    }

    @Test
    void shouldCountWhatTheModuleFailsAt() throws Exception {
        try (TestGateway gateway = start(TROUBLED, "{}")) {
            feed("1", "throw", "2", "exit", "3");
            awaitCollected("1", "2", "3");
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode link = gateway.link("feeder", "python");
                assertThat(link.path("droppedByReason").path("receive-failed").asLong())
                        .isEqualTo(2);
                assertThat(link.path("delivered").asLong()).isEqualTo(3);
                assertBalanced(link);
            });
        }
    }

    @Test
    void shouldConfirmWhatGoesToDisk() throws Exception {
        try (TestGateway gateway = start(TROUBLED, "", "{}", ", \"durable\": true")) {
            String[] numbers =
                    IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).toArray(String[]::new);
            feed(numbers);
            awaitCollected(numbers);
            await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.link("python", "collector"), 20));
        }
    }

    @Test
    void shouldRestKeepItsStateAndGoOn() throws Exception {
        try (TestGateway gateway = start(MOVING_AVERAGE, "{ \"window\": 2 }")) {
            feed("1", "3");
            awaitCollected("1", "2");
            ask(gateway, Request.SUSPEND);
            feed("5");
            ask(gateway, Request.RESUME);
            awaitCollected("1", "2", "4");
            long before = pid(gateway);
            ask(gateway, Request.SUSPEND);
            ask(gateway, Request.HIBERNATE);
            Processes.awaitGone(before, PATIENCE);
            feed("7"); // which wakes it
            awaitCollected("1", "2", "4", "6");
            assertLossless(gateway.link("python", "collector"), 4);
        }
    }

    @Test
    void shouldLiveWhileItsModuleIsBusyAndStartAgainWhenItIsKilled() throws Exception {
        try (TestGateway gateway = start(TROUBLED, ", \"restart\": \"on-failure\", \"backOff\": \"10ms\"", "{}", "")) {
            long before = pid(gateway);
            feed("busy 3", "1");
            await().atMost(PATIENCE)
                    .until(() -> gateway.module("python").path("busyMillis").asLong() > 2200);
            awaitCollected("busy 3", "1");
            assertThat(pid(gateway)).isEqualTo(before);
            Processes.signal("KILL", before);
            await().atMost(PATIENCE).until(() -> {
                JsonNode module = gateway.module("python");
                return module.path("restarts").asInt() == 1
                        && module.path("state").asText().equals("activated");
            });
            feed("2");
            awaitCollected("busy 3", "1", "2");
        }
    }

    @Test
    void shouldSayWhatIsLeftWhenItStops() throws Exception {
        long pid;
        try (TestGateway gateway = start(TROUBLED, "{}")) {
            pid = pid(gateway);
            feed("1", "2");
            ask(gateway, Request.DEACTIVATE);
            awaitCollected("1", "2", "bye");
        }
        assertThat(Processes.isThere(pid)).isFalse();
    }

    @Test
    void shouldLogAsOtherModulesDoAndEndWithItsGateway() throws Exception {
        String module = """
                { "name": "python", "activation": { "type": "fork", "hostPath": "%s" }, "args": { "trouble": "destroy" } }""".formatted(TROUBLED);
        try (BulkheadProcess gateway =
                BulkheadProcess.run(folder, modules(module)).awaitReady().awaitOutput("cannot close")) {
            assertThat(gateway.output())
                    .containsPattern("(?m)^[0-9:.]+ INFO  python +the valve is open: Ventil geöffnet$")
                    .containsPattern("(?m)^[0-9:.]+ WARN  python +pressure is high$")
                    .containsPattern("(?m)^[0-9:.]+ ERROR python +cannot close$")
                    .doesNotContain("not for operators");
            long pid = gateway.module("python").path("pid").asLong();
            gateway.kill();
            Processes.awaitGone(pid, Duration.ofSeconds(15));
        }
    }
}
