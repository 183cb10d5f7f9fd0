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
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Faulty;
import dev.bulkhead.testkit.activation.probe.Hanger;
import dev.bulkhead.testkit.activation.probe.Parent;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that crash, hang, and leave things behind. */
class HostFaultsTest {
    private static final int MESSAGES = 60_000;
    private static final String UNDER_LOAD = "{ \"count\": " + MESSAGES + ", \"atATime\": 50 }";
    private static final String QUICK_FORK = """
            { "type": "fork", "heartbeat": "200ms", "heartbeatLimit": "2s", "grace": "1s" }""";
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private BulkheadProcess runUnderLoad() throws Exception {
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD),
                                        module("victim", Echo.class, QUICK_FORK),
                                        module("bystander", Echo.class, QUICK_FORK))
                                + ","
                                + links(link("ticker", "victim"), link("ticker", "bystander")))
                .awaitReady();
    }

    private static void awaitTraffic(BulkheadProcess gateway) {
        await().atMost(PATIENCE)
                .until(() -> gateway.linkTo("victim").path("delivered").asLong() > 1000);
    }

    private static long pidOf(BulkheadProcess gateway, String module) throws Exception {
        return gateway.module(module).path("pid").asLong();
    }

    private static void assertBystanderGetsEverything(BulkheadProcess gateway) {
        await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo("bystander"), MESSAGES));
    }

    private static void assertAccountedFor(BulkheadProcess gateway) throws Exception {
        JsonNode link = gateway.linkTo("victim");
        assertThat(link.path("published").asLong()).isEqualTo(MESSAGES);
        assertThat(link.path("inFlight").asLong()).isZero();
        assertThat(link.path("queued").asLong()).as("the queue fills").isEqualTo(1024);
        assertThat(link.path("droppedByReason").path("sink-down").asLong())
                .as("what comes after is dropped")
                .isPositive();
        assertBalanced(link);
    }

    @Test
    void shouldNoticeAHostThatIsKilledUnderLoad() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            awaitTraffic(gateway);
            Processes.signal("KILL", pidOf(gateway, "victim"));
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("Failure");
            assertThat(gateway.module("victim").path("error").asText()).isEqualTo("the host was ended by signal 9");
            assertBystanderGetsEverything(gateway);
            assertAccountedFor(gateway);
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldNoticeAHostThatIsTerminatedUnderLoad() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            awaitTraffic(gateway);
            Processes.signal("TERM", pidOf(gateway, "victim"));
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("error").asText()).isEqualTo("the host was ended by signal 15");
            assertBystanderGetsEverything(gateway);
            await().atMost(PATIENCE).untilAsserted(() -> assertBalanced(gateway.linkTo("victim")));
        }
    }

    /** Found when a stop passed over a module whose lost host was still being cleaned up. */
    @Test
    void shouldEndWhatAHostLeftBehindBeforeItStops() throws Exception {
        try (BulkheadProcess gateway = runParent()) {
            long child = childOf(gateway);
            Processes.signal("KILL", pidOf(gateway, "parent"));
            await().atMost(PATIENCE)
                    .until(() ->
                            !gateway.module("parent").path("state").asText().equals("activated"));
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(child)).isFalse();
        }
    }

    /** Found when at most a thousand failures went with each heartbeat, and the rest was lost at a stop. */
    @Test
    void shouldKnowOfEveryFailureInAHost() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD),
                                        module("faulty", Faulty.class, QUICK_FORK, "{ \"where\": \"receive\" }"))
                                + "," + links(link("ticker", "faulty")))
                .awaitReady()) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode link = gateway.linkTo("faulty");
                assertThat(link.path("published").asLong()).isEqualTo(MESSAGES);
                assertThat(link.path("queued").asLong() + link.path("inFlight").asLong())
                        .isZero();
                assertBalanced(link);
                assertThat(link.path("droppedByReason").path("host-lost").asLong())
                        .isZero();
                assertThat(link.path("droppedByReason").path("receive-failed").asLong()
                                + link.path("delivered").asLong())
                        .isEqualTo(MESSAGES);
            });
            assertThat(gateway.stop()).isZero();
        }
    }

    /** Found when one module's dead sink could fill the memory of all. */
    @Test
    void shouldBoundTheBytesThatWaitForASinkThatIsDown() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "feeder",
                                                Ticker.class,
                                                "\"fork\"",
                                                "{ \"count\": 40, \"atATime\": 1, \"size\": 8000000 }"),
                                        module("dead", Faulty.class, "\"in-process\"", "{ \"where\": \"create\" }"),
                                        module("bystander", Echo.class, "\"in-process\""))
                                + "," + links(link("feeder", "dead"), link("feeder", "bystander")))
                .awaitReady()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo("bystander"), 40));
            JsonNode link = gateway.linkTo("dead");
            assertThat(link.path("queued").asLong()).isEqualTo((32 << 20) / 8_000_000);
            assertThat(link.path("droppedByReason").path("sink-down").asLong()).isEqualTo(36);
            assertBalanced(link);
        }
    }

    /** Found when a terminal's Ctrl-C ended the hosts first: each module's stop then took the whole grace. */
    @Test
    void shouldNotWaitForTheDestroyOfAHostThatHasEnded() throws Exception {
        String patient = "{ \"type\": \"fork\", \"grace\": \"10m\" }";
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder, modules(module("hanger", Hanger.class, patient, "{ \"where\": \"destroy\" }")))
                .awaitReady()) {
            long pid = pidOf(gateway, "hanger");
            Processes.signal("TERM", gateway.pid());
            gateway.awaitOutput("stopping");
            Processes.signal("KILL", pid);
            assertThat(gateway.awaitEnd()).isZero();
        }
    }

    @Test
    void shouldNoticeAHostThatIsStoppedUnderLoad() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            awaitTraffic(gateway);
            long pid = pidOf(gateway, "victim");
            Processes.signal("STOP", pid);
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("WatchdogExpired");
            assertThat(gateway.module("victim").path("error").asText())
                    .matches("the host has been silent for \\d+ ms, the limit is 2000 ms");
            assertThat(Processes.isThere(pid)).isFalse();
            assertBystanderGetsEverything(gateway);
            assertAccountedFor(gateway);
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldTellAModuleThatHangsFromAHostThatIsSilent() throws Exception {
        String activation = QUICK_FORK;
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 1, \"atATime\": 1 }"),
                                        module("hanger", Hanger.class, activation, "{ \"where\": \"receive\" }"))
                                + "," + links(link("ticker", "hanger")))
                .awaitReady()) {
            await().atMost(PATIENCE)
                    .until(() -> gateway.module("hanger").path("busyMillis").asLong() > 2500);
            assertThat(gateway.module("hanger").path("state").asText()).isEqualTo("activated");
            assertThat(gateway.linkTo("hanger").path("inFlight").asLong()).isEqualTo(1);
            long pid = pidOf(gateway, "hanger");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
        }
    }

    @Test
    void shouldLeaveNoHostBehindWhenTheGatewayIsKilled() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad()) {
            awaitTraffic(gateway);
            long victim = pidOf(gateway, "victim");
            long bystander = pidOf(gateway, "bystander");
            gateway.kill();
            Processes.awaitGone(victim, A_FEW_SECONDS);
            Processes.awaitGone(bystander, A_FEW_SECONDS);
        }
    }

    @Test
    void shouldLeaveNoHostBehindWhenTheGatewayIsKilledAndTheModuleHangs() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder, modules(module("hanger", Hanger.class, QUICK_FORK, "{ \"where\": \"destroy\" }")))
                .awaitReady()) {
            long pid = pidOf(gateway, "hanger");
            gateway.kill();
            Processes.awaitGone(pid, A_FEW_SECONDS);
        }
    }

    @Test
    void shouldEndAHostWhoseModuleDoesNotComeBackFromDestroy() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder, modules(module("hanger", Hanger.class, QUICK_FORK, "{ \"where\": \"destroy\" }")))
                .awaitReady()) {
            long pid = pidOf(gateway, "hanger");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
        }
    }

    @Test
    void shouldGiveUpAModuleWhoseCreateDoesNotComeBack() throws Exception {
        String impatient = """
                { "type": "fork", "startTimeout": "3s", "grace": "500ms" }""";
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder, modules(module("hanger", Hanger.class, impatient, "{ \"where\": \"create\" }")))
                .awaitReady()) {
            JsonNode hanger = gateway.module("hanger");
            assertThat(hanger.path("state").asText()).isEqualTo("deactivated");
            assertThat(hanger.path("error").asText())
                    .isEqualTo("the module's create did not return within 3000 ms (startTimeout)");
        }
    }

    @Test
    void shouldEndTheGrandchildrenOfAHostThatStops() throws Exception {
        try (BulkheadProcess gateway = runParent()) {
            long child = childOf(gateway);
            assertThat(Processes.isThere(child)).isTrue();
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(child)).isFalse();
        }
    }

    @Test
    void shouldEndTheGrandchildrenOfAHostThatIsKilled() throws Exception {
        try (BulkheadProcess gateway = runParent()) {
            long child = childOf(gateway);
            Processes.signal("KILL", pidOf(gateway, "parent"));
            gateway.awaitState("parent", "deactivated");
            assertThat(Processes.isThere(child)).isFalse();
        }
    }

    @Test
    void shouldLeaveNoGrandchildBehindWhenTheGatewayIsKilled() throws Exception {
        try (BulkheadProcess gateway = runParent()) {
            long child = childOf(gateway);
            gateway.kill();
            Processes.awaitGone(child, A_FEW_SECONDS);
        }
    }

    private BulkheadProcess runParent() throws Exception {
        return BulkheadProcess.run(
                        folder,
                        modules(module("parent", Parent.class, QUICK_FORK), """
                                        { "name": "log", "class": "dev.bulkhead.samples.Log" }""") + "," + links(link("parent", "log")))
                .awaitReady()
                .awaitOutput("{kind=child}");
    }

    private static long childOf(BulkheadProcess gateway) throws Exception {
        var line = java.util.regex.Pattern.compile("\\{kind=child\\} \\d+ B \"(\\d+)\"")
                .matcher(gateway.output());
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1));
    }
}
