package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.testkit.LedgerAssert.assertBalanced;
import static dev.bulkhead.testkit.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.testkit.probe.Echo;
import dev.bulkhead.testkit.probe.Hanger;
import dev.bulkhead.testkit.probe.Hog;
import dev.bulkhead.testkit.probe.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that crash, are ended from outside, or lose their daemon. */
class ContainerFaultsTest {
    private static final int MESSAGES = 60_000;
    private static final String UNDER_LOAD = "{ \"count\": " + MESSAGES + ", \"atATime\": 50 }";
    private static final String QUICK = ", \"heartbeat\": \"200ms\", \"heartbeatLimit\": \"4s\", \"grace\": \"1s\"";
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(15);

    private static DockerDaemon shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startDocker() throws Exception {
        shared = DockerDaemon.shared();
    }

    private BulkheadProcess runUnderLoad(DockerDaemon docker) throws Exception {
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD),
                                        module("victim", Echo.class, docker.activation(QUICK)),
                                        module("bystander", Echo.class, "\"in-process\""))
                                + "," + links(link("ticker", "victim"), link("ticker", "bystander")))
                .awaitReady();
    }

    private static void awaitTraffic(BulkheadProcess gateway) {
        await().atMost(PATIENCE)
                .until(() -> gateway.linkTo("victim").path("delivered").asLong() > 1000);
    }

    /** {@return the process, as this machine numbers it} */
    private static long awaitPid(BulkheadProcess gateway, String module) {
        return await().atMost(PATIENCE)
                .until(() -> gateway.module(module).path("pid").asLong(), pid -> pid > 0);
    }

    private static String errorOf(BulkheadProcess gateway, String module) throws Exception {
        return gateway.module(module).path("error").asText();
    }

    private static void awaitAccountedFor(BulkheadProcess gateway) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertLossless(gateway.linkTo("bystander"), MESSAGES);
            JsonNode link = gateway.linkTo("victim");
            assertThat(link.path("published").asLong()).isEqualTo(MESSAGES);
            assertThat(link.path("inFlight").asLong()).isZero();
            assertBalanced(link);
        });
    }

    private static void assertNoContainerLeft(DockerDaemon docker, String module) {
        await().atMost(PATIENCE).until(() -> docker.containersOf(module).isEmpty());
    }

    @Test
    void shouldNoticeAHostThatIsKilledUnderLoad() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitTraffic(gateway);
            Processes.signal("KILL", awaitPid(gateway, "victim"));
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("Failure");
            assertThat(errorOf(gateway, "victim")).isEqualTo("the host was ended by signal 9");
            awaitAccountedFor(gateway);
            assertNoContainerLeft(shared, "victim");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldNoticeAContainerThatIsStoppedFromOutside() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitTraffic(gateway);
            shared.docker("stop", "-t", "10", shared.containersOf("victim").get(0));
            gateway.awaitState("victim", "deactivated");
            assertThat(errorOf(gateway, "victim")).isEqualTo("the host was ended by signal 15");
            awaitAccountedFor(gateway);
            assertNoContainerLeft(shared, "victim");
        }
    }

    @Test
    void shouldNoticeAContainerThatIsRemovedFromOutside() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitTraffic(gateway);
            shared.docker("rm", "--force", shared.containersOf("victim").get(0));
            gateway.awaitState("victim", "deactivated");
            assertThat(errorOf(gateway, "victim")).startsWith("the host was ended by signal 9");
            awaitAccountedFor(gateway);
        }
    }

    @Test
    void shouldEndAContainerThatIsPaused() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitTraffic(gateway);
            shared.docker("pause", shared.containersOf("victim").get(0));
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("WatchdogExpired");
            awaitAccountedFor(gateway);
            assertNoContainerLeft(shared, "victim");
        }
    }

    @Test
    void shouldEndTheContainerWhenItsDaemonIsGone() throws Exception {
        try (DockerDaemon own = DockerDaemon.start();
                BulkheadProcess gateway = runUnderLoad(own)) {
            awaitTraffic(gateway);
            long pid = awaitPid(gateway, "victim");
            own.kill();
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("Failure");
            assertThat(errorOf(gateway, "victim"))
                    .contains("the daemon of docker does not run; start it, for example with: systemctl start docker");
            Processes.awaitGone(pid, A_FEW_SECONDS);
            awaitAccountedFor(gateway);
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldSayThatTheContainerTookTooMuchMemory() throws Exception {
        String limited = ", \"memory\": \"96MiB\", \"jvmOptions\": [ \"-XX:MaxDirectMemorySize=1g\" ]";
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 1, \"atATime\": 1 }"),
                                        module("hog", Hog.class, shared.activation(limited)))
                                + "," + links(link("ticker", "hog")))
                .awaitReady()) {
            gateway.awaitState("hog", "deactivated");
            assertThat(gateway.module("hog").path("reason").asText()).isEqualTo("MemoryExceeded");
            assertThat(errorOf(gateway, "hog"))
                    .isEqualTo("the container took more than its 96 MiB (memory); the host was ended by signal 9");
            assertNoContainerLeft(shared, "hog");
        }
    }

    @Test
    void shouldLeaveNoProcessBehindWhenTheGatewayIsKilledAndNoContainerAfterTheNextStart() throws Exception {
        List<String> left;
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitTraffic(gateway);
            long pid = awaitPid(gateway, "victim");
            gateway.kill();
            Processes.awaitGone(pid, A_FEW_SECONDS);
            left = shared.containersOf("victim");
        }
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitTraffic(gateway);
            assertThat(shared.containersOf("victim")).hasSize(1).doesNotContainAnyElementsOf(left);
            assertThat(gateway.stop()).isZero();
        }
        assertNoContainerLeft(shared, "victim");
    }

    @Test
    void shouldRemoveAContainerThatStillRunsAfterItsGatewayWasKilled() throws Exception {
        String left;
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitTraffic(gateway);
            left = shared.containersOf("victim").get(0);
            shared.docker("pause", left);
            gateway.kill();
        }
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            assertThat(gateway.output()).contains("removed 1 containers that an earlier run left behind");
            assertThat(shared.containersOf("victim")).hasSize(1).doesNotContain(left);
        }
    }

    @Test
    void shouldEndAContainerWhoseModuleDoesNotComeBackFromDestroy() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(module("hanger", Hanger.class, shared.activation(QUICK), "{ \"where\": \"destroy\" }")))
                .awaitReady()) {
            long pid = awaitPid(gateway, "hanger");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
            assertThat(shared.containersOf("hanger")).isEmpty();
        }
    }

    @Test
    void shouldWallTheModuleIn() throws Exception {
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            long pid = awaitPid(gateway, "victim");
            String status = Files.readString(Path.of("/proc/" + pid + "/status"));
            assertThat(status)
                    .containsPattern("(?m)^Uid:\t65534\t65534\t65534\t65534$")
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
        try (BulkheadProcess gateway = runUnderLoad(shared)) {
            awaitPid(gateway, "victim");
            String id = shared.containersOf("victim").get(0);
            String known = shared.docker("inspect", id);
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
                                        module("victim", Echo.class, shared.activation(", \"network\": \"host\"")))
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

    @Test
    void shouldSayHowToGetAnImageThatIsMissing() throws Exception {
        String activation = shared.activation(", \"image\": \"acme/nowhere:1\"");
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, modules(module("victim", Echo.class, activation)))
                .awaitReady()) {
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("InstantiationFailed");
            assertThat(errorOf(gateway, "victim"))
                    .isEqualTo(
                            "docker has no image acme/nowhere:1; make it with: bulkhead image --tag acme/nowhere:1, or "
                                    + "get it with: docker pull acme/nowhere:1");
        }
    }

    @Test
    void shouldRunAModuleWhoseJarIsInTheImage() throws Exception {
        Path jar =
                dev.bulkhead.host.load.ModuleLoader.jarOf(Echo.class.getName()).orElseThrow();
        BulkheadProcess.Result made = BulkheadProcess.command(
                folder,
                "",
                "image",
                "--engine",
                shared.engine().toString(),
                "--tag",
                "with-probes:1",
                "--with",
                jar.toString());
        assertThat(made.status()).as(made.output()).isZero();
        String activation = shared.activation(", \"image\": \"with-probes:1\", \"jar\": \"image\"");
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD),
                                        module("victim", Echo.class, activation))
                                + "," + links(link("ticker", "victim")))
                .awaitReady()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo("victim"), MESSAGES));
        }
    }
}
