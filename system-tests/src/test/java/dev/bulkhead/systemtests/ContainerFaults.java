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
import dev.bulkhead.testkit.activation.probe.Hanger;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that crash, or are ended from outside. One subclass per engine. */
abstract class ContainerFaults {
    static final int MESSAGES = 60_000;
    static final String UNDER_LOAD = "{ \"count\": " + MESSAGES + ", \"atATime\": 50 }";
    private static final String QUICK = ", \"heartbeat\": \"200ms\", \"heartbeatLimit\": \"4s\", \"grace\": \"1s\"";
    static final Duration A_FEW_SECONDS = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    /** {@return the engine of all tests} */
    abstract TestEngine engine();

    BulkheadProcess runUnderLoad(TestEngine engine) throws Exception {
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD),
                                        module("victim", Echo.class, engine.activation(QUICK)),
                                        module("bystander", Echo.class, "\"in-process\""))
                                + "," + links(link("ticker", "victim"), link("ticker", "bystander")))
                .awaitReady();
    }

    static void awaitTraffic(BulkheadProcess gateway) {
        await().atMost(PATIENCE)
                .until(() -> gateway.linkTo("victim").path("delivered").asLong() > 1000);
    }

    /** {@return the process, as this machine numbers it} */
    static long awaitPid(BulkheadProcess gateway, String module) {
        return await().atMost(PATIENCE)
                .until(() -> gateway.module(module).path("pid").asLong(), pid -> pid > 0);
    }

    static String errorOf(BulkheadProcess gateway, String module) throws Exception {
        return gateway.module(module).path("error").asText();
    }

    static void awaitAccountedFor(BulkheadProcess gateway) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertLossless(gateway.linkTo("bystander"), MESSAGES);
            JsonNode link = gateway.linkTo("victim");
            assertThat(link.path("published").asLong()).isEqualTo(MESSAGES);
            assertThat(link.path("inFlight").asLong()).isZero();
            assertBalanced(link);
        });
    }

    static void assertNoContainerLeft(TestEngine engine, String module) {
        await().atMost(PATIENCE).until(() -> engine.containersOf(module).isEmpty());
    }

    @Test
    void shouldNoticeAHostThatIsKilledUnderLoad() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitTraffic(gateway);
            Processes.signal("KILL", awaitPid(gateway, "victim"));
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("Failure");
            assertThat(errorOf(gateway, "victim")).isEqualTo("the host was ended by signal 9");
            awaitAccountedFor(gateway);
            assertNoContainerLeft(engine(), "victim");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldNoticeAContainerThatIsStoppedFromOutside() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitTraffic(gateway);
            engine().call("stop", "-t", "10", engine().containersOf("victim").get(0));
            gateway.awaitState("victim", "deactivated");
            assertThat(errorOf(gateway, "victim")).isEqualTo("the host was ended by signal 15");
            awaitAccountedFor(gateway);
            assertNoContainerLeft(engine(), "victim");
        }
    }

    @Test
    void shouldNoticeAContainerThatIsRemovedFromOutside() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitTraffic(gateway);
            engine().call("rm", "--force", engine().containersOf("victim").get(0));
            gateway.awaitState("victim", "deactivated");
            assertThat(errorOf(gateway, "victim")).matches("the host was ended by signal (9|15).*");
            awaitAccountedFor(gateway);
        }
    }

    @Test
    void shouldEndAContainerThatIsPaused() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitTraffic(gateway);
            engine().call("pause", engine().containersOf("victim").get(0));
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("WatchdogExpired");
            awaitAccountedFor(gateway);
            assertNoContainerLeft(engine(), "victim");
        }
    }

    @Test
    void shouldLeaveNoProcessBehindWhenTheGatewayIsKilledAndNoContainerAfterTheNextStart() throws Exception {
        List<String> left;
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitTraffic(gateway);
            long pid = awaitPid(gateway, "victim");
            gateway.kill();
            Processes.awaitGone(pid, A_FEW_SECONDS);
            left = engine().containersOf("victim");
        }
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitTraffic(gateway);
            assertThat(engine().containersOf("victim")).hasSize(1).doesNotContainAnyElementsOf(left);
            assertThat(gateway.stop()).isZero();
        }
        assertNoContainerLeft(engine(), "victim");
    }

    @Test
    void shouldRemoveAContainerThatStillRunsAfterItsGatewayWasKilled() throws Exception {
        String left;
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitTraffic(gateway);
            left = engine().containersOf("victim").get(0);
            engine().call("pause", left);
            gateway.kill();
        }
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            assertThat(gateway.output()).contains("removed 1 containers that an earlier run left behind");
            assertThat(engine().containersOf("victim")).hasSize(1).doesNotContain(left);
        }
    }

    @Test
    void shouldEndAContainerWhoseModuleDoesNotComeBackFromDestroy() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(module(
                                "hanger", Hanger.class, engine().activation(QUICK), "{ \"where\": \"destroy\" }")))
                .awaitReady()) {
            long pid = awaitPid(gateway, "hanger");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
            assertThat(engine().containersOf("hanger")).isEmpty();
        }
    }

    @Test
    void shouldWallTheModuleIn() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            long pid = awaitPid(gateway, "victim");
            String status = Files.readString(Path.of("/proc/" + pid + "/status"));
            assertThat(status)
                    .as("nobody else's number")
                    .containsPattern("(?m)^Uid:\t([12][0-9]{9})\t\\1\t\\1\t\\1$")
                    .containsPattern("(?m)^CapEff:\t0+$")
                    .containsPattern("(?m)^CapBnd:\t0+$")
                    .containsPattern("(?m)^NoNewPrivs:\t1$");
            assertThat(namespace(pid, "net")).isNotEqualTo(namespace(gateway.pid(), "net"));
            assertThat(Files.readAllLines(Path.of("/proc/" + pid + "/net/dev")))
                    .as("two lines of titles, and the loopback")
                    .hasSize(3);
            assertThat(Files.readAllLines(Path.of("/proc/" + pid + "/mounts")).stream()
                            .filter(mount -> mount.split(" ", -1)[3].matches("rw(,.*)?"))
                            .map(mount -> mount.split(" ", -1)[1])
                            .filter(mount -> !mount.matches("/(proc|dev|sys)(/.*)?")))
                    .as("where it can write, but for what the kernel shows and guards")
                    .containsExactly("/tmp");
        }
    }

    private static Path namespace(long pid, String kind) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/" + kind));
    }

    @Test
    void shouldKeepTheTokenOffEveryCommandLineAndOutOfEveryFile() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(engine())) {
            awaitPid(gateway, "victim");
            String id = engine().containersOf("victim").get(0);
            String known = engine().call("inspect", id);
            String file = Files.readString(folder.resolve("data/hosts/victim.container/host.json"));
            assertThat(known + file)
                    .doesNotContainPattern("[0-9a-f]{64}\"? *[,}]? *\n.*token")
                    .doesNotContain("token");
        }
    }

    @Test
    void shouldTakeTheShortWayInTheNetworkOfThisMachine() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD),
                                        module("victim", Echo.class, engine().activation(", \"network\": \"host\"")))
                                + "," + links(link("ticker", "victim")))
                .awaitReady()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo("victim"), MESSAGES));
            long pid = awaitPid(gateway, "victim");
            assertThat(namespace(pid, "net")).isEqualTo(namespace(gateway.pid(), "net"));
            assertThat(Arrays.asList(folder.resolve("data/hosts/victim.container")
                            .toFile()
                            .list()))
                    .containsExactly("host.json");
        }
    }
}
