package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertBalanced;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Module;
import dev.bulkhead.testkit.activation.probe.Chatter;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Faulty;
import dev.bulkhead.testkit.activation.probe.Hanger;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several modules in one host: they share a process, and all else is their own. */
class SharedHostTest {
    private static final int MESSAGES = 60_000;
    private static final String UNDER_LOAD = "{ \"count\": " + MESSAGES + ", \"atATime\": 50 }";
    private static final String FORK = """
            { "type": "fork", "heartbeat": "200ms", "heartbeatLimit": "2s", "grace": "1s" }""";
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private static String inHouse(String name, Class<? extends Module> type, String args) {
        return module(name, type, FORK + ", \"host\": \"house\"", args);
    }

    private static String inHouse(String name, Class<? extends Module> type) {
        return inHouse(name, type, "{}");
    }

    private static String ticker() {
        return module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD);
    }

    /** One source outside, and two modules in one house. */
    private BulkheadProcess runUnderLoad() throws Exception {
        return run(inHouse("left", Echo.class), inHouse("right", Echo.class));
    }

    private BulkheadProcess run(String left, String right) throws Exception {
        return BulkheadProcess.run(
                        folder,
                        modules(ticker(), left, right) + "," + links(link("ticker", "left"), link("ticker", "right")))
                .awaitReady();
    }

    private static void awaitTraffic(BulkheadProcess gateway, String... sinks) {
        for (String sink : sinks) {
            await().atMost(PATIENCE)
                    .until(() -> gateway.linkTo(sink).path("delivered").asLong() > 1000);
        }
    }

    private static long pidOf(BulkheadProcess gateway, String module) throws Exception {
        return gateway.module(module).path("pid").asLong();
    }

    private static void awaitEverythingAt(BulkheadProcess gateway, String sink) {
        await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo(sink), MESSAGES));
    }

    @Test
    void shouldShowWhoLivesWhere() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            long pid = pidOf(gateway, "left");
            assertThat(pid).isNotEqualTo(gateway.pid());
            assertThat(pidOf(gateway, "right")).isEqualTo(pid);
            for (String name : List.of("left", "right")) {
                assertThat(gateway.module(name).path("host").asText()).isEqualTo("house");
                assertThat(gateway.module(name).path("state").asText()).isEqualTo("activated");
            }
            assertThat(gateway.module("ticker").has("host")).isFalse();
            assertThat(BulkheadProcess.command(folder, "", "status").output()).contains("fork (house)");
            awaitEverythingAt(gateway, "left");
            awaitEverythingAt(gateway, "right");
        }
    }

    @Test
    void shouldEndTheProcessWhenTheLastModuleHasLeft() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            long pid = pidOf(gateway, "left");
            awaitTraffic(gateway, "left", "right");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
            assertThat(gateway.output()).doesNotContain("did not end within", "is down", "is ended");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start"})
    void shouldLeaveTheOthersRunningWhenOneCannotBegin(String where) throws Exception {
        String faulty = inHouse("left", Faulty.class, "{ \"where\": \"" + where + "\" }");
        try (BulkheadProcess gateway = run(faulty, inHouse("right", Echo.class))) {
            JsonNode left = gateway.module("left");
            assertThat(left.path("reason").asText()).isEqualTo("InitializationFailed");
            assertThat(left.path("error").asText()).isEqualTo("java.io.IOException: no valve at port 7 in " + where);
            assertThat(gateway.module("right").path("state").asText()).isEqualTo("activated");
            awaitEverythingAt(gateway, "right");
            long pid = pidOf(gateway, "right");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
        }
    }

    @Test
    void shouldLeaveTheOthersRunningWhenOneHangsInItsCreate() throws Exception {
        String impatient = FORK.replace("}", ", \"startTimeout\": \"3s\" }") + ", \"host\": \"house\"";
        try (BulkheadProcess gateway = run(
                module("left", Hanger.class, impatient, "{ \"where\": \"create\" }"),
                module("right", Echo.class, impatient))) {
            assertThat(gateway.module("left").path("error").asText())
                    .isEqualTo("the module's create did not return within 3000 ms (startTimeout)");
            awaitEverythingAt(gateway, "right");
            long pid = pidOf(gateway, "right");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
        }
    }

    @Test
    void shouldLoseAllOfThemWithTheirHostAndStillAccountForEveryMessage() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            awaitTraffic(gateway, "left", "right");
            Processes.signal("KILL", pidOf(gateway, "left"));
            for (String name : List.of("left", "right")) {
                gateway.awaitState(name, "deactivated");
                assertThat(gateway.module(name).path("reason").asText()).isEqualTo("Failure");
                assertThat(gateway.module(name).path("error").asText()).isEqualTo("the host was ended by signal 9");
                await().atMost(PATIENCE).untilAsserted(() -> {
                    JsonNode link = gateway.linkTo(name);
                    assertThat(link.path("published").asLong()).isEqualTo(MESSAGES);
                    assertThat(link.path("inFlight").asLong()).isZero();
                    assertBalanced(link);
                });
            }
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldLoseAllOfThemWithAHostThatIsSilent() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            awaitTraffic(gateway, "left", "right");
            long pid = pidOf(gateway, "left");
            Processes.signal("STOP", pid);
            gateway.awaitState("left", "deactivated");
            gateway.awaitState("right", "deactivated");
            assertThat(Processes.isThere(pid)).isFalse();
            assertThat(List.of(
                            gateway.module("left").path("reason").asText(),
                            gateway.module("right").path("reason").asText()))
                    .contains("WatchdogExpired");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldLeaveNoHostBehindWhenTheGatewayIsKilled() throws Exception {
        try (BulkheadProcess gateway =
                run(inHouse("left", Echo.class), inHouse("right", Hanger.class, "{ \"where\": \"destroy\" }"))) {
            long pid = pidOf(gateway, "left");
            gateway.kill();
            Processes.awaitGone(pid, A_FEW_SECONDS);
        }
    }

    @Test
    void shouldShowUnderItsNameWhatEachModuleLogs() throws Exception {
        String args = "{ \"lines\": 1 }";
        try (BulkheadProcess gateway =
                run(inHouse("left", Chatter.class, args), inHouse("right", Chatter.class, args))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                for (String name : List.of("left", "right")) {
                    assertLoggedOnce(gateway, name, "the valve is open: Ventil geöffnet");
                    assertLoggedOnce(gateway, name, "a thread of my own");
                }
            });
            assertThat(gateway.stop()).isZero();
            for (String name : List.of("left", "right")) {
                assertLoggedOnce(gateway, name, "the valve is closed");
            }
        }
    }

    private static void assertLoggedOnce(BulkheadProcess gateway, String name, String text) throws Exception {
        assertThat(gateway.output().lines())
                .filteredOn(line -> line.matches("[0-9:.]+ INFO  " + name + " +" + text))
                .hasSize(1);
    }

    /** The host finds its tokens on its standard input, and nobody else finds them at all. */
    @Test
    void shouldKeepTheTokensToItself() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            assertThat(Files.readString(folder.resolve("data/hosts/house.json")))
                    .doesNotContain("token");
            assertThat(Files.readString(Path.of("/proc/" + pidOf(gateway, "left") + "/cmdline")))
                    .doesNotContain("token");
        }
    }

    /** A host of {@code none} finds all its modules in its file, and they attach again when the gateway comes back. */
    @Test
    void shouldRunSeveralModulesInAHostThatSomebodyElseStarts() throws Exception {
        Process host = null;
        try (BulkheadProcess gateway = runExternal()) {
            host = startHost(gateway);
            awaitActivated(gateway, host);
            gateway.kill();
        }
        try (BulkheadProcess gateway = runExternal()) {
            awaitActivated(gateway, host);
            host.destroyForcibly().waitFor();
            gateway.awaitState("left", "activation");
            gateway.awaitState("right", "activation");
            host = startHost(gateway);
            awaitActivated(gateway, host);
        } finally {
            if (host != null) {
                host.destroyForcibly().waitFor();
            }
        }
    }

    private BulkheadProcess runExternal() throws Exception {
        String none = FORK.replace("fork", "none") + ", \"host\": \"house\"";
        return run(module("left", Echo.class, none), module("right", Echo.class, none))
                .awaitOutput("Start it with:");
    }

    private Process startHost(BulkheadProcess gateway) throws Exception {
        String command = gateway.output()
                .lines()
                .dropWhile(line -> !line.contains("Start it with:"))
                .skip(1)
                .findFirst()
                .orElseThrow();
        return new ProcessBuilder("sh", "-c", "exec " + command.strip())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("host.txt").toFile())
                .start();
    }

    private static void awaitActivated(BulkheadProcess gateway, Process host) throws Exception {
        for (String name : List.of("left", "right")) {
            gateway.awaitState(name, "activated");
            assertThat(pidOf(gateway, name)).isEqualTo(host.pid());
        }
        awaitTraffic(gateway, "left", "right");
    }
}
