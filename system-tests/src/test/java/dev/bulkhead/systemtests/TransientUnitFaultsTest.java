package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.systemtests.SystemdHere.property;
import static dev.bulkhead.systemtests.SystemdHere.systemctl;
import static dev.bulkhead.systemtests.SystemdHere.transientUnits;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertBalanced;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Module;
import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Hanger;
import dev.bulkhead.testkit.activation.probe.Hoarder;
import dev.bulkhead.testkit.activation.probe.Parent;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hosts in units that a gateway makes, and what happens to these. */
@Tag("systemd")
@ExtendWith(SystemdHere.class)
class TransientUnitFaultsTest {
    private static final int MESSAGES = 20_000;
    private static final String UNDER_LOAD = "{ \"count\": " + MESSAGES + ", \"atATime\": 10 }";
    private static final String QUICK = """
            { "type": "service", "heartbeat": "200ms", "heartbeatLimit": "2s", "grace": "1s" }""";

    @TempDir
    private Path folder;

    @AfterEach
    void shouldLeaveNoUnitBehind() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(transientUnits()).isEmpty());
    }

    private BulkheadProcess run(Class<? extends Module> type, String activation, String args) throws Exception {
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", UNDER_LOAD),
                                        module("victim", type, activation, args),
                                        module("bystander", Echo.class, "\"in-process\""))
                                + ","
                                + links(link("ticker", "victim"), link("ticker", "bystander")))
                .awaitReady();
    }

    private BulkheadProcess run(String activation) throws Exception {
        return run(Echo.class, activation, "{}");
    }

    private static long pid(BulkheadProcess gateway) throws Exception {
        return gateway.module("victim").path("pid").asLong();
    }

    private static String unit() throws Exception {
        assertThat(transientUnits()).hasSize(1);
        return transientUnits().get(0);
    }

    private static JsonNode awaitDown(BulkheadProcess gateway) throws Exception {
        gateway.awaitState("victim", "deactivated");
        return gateway.module("victim");
    }

    private static void assertOthersGoOn(BulkheadProcess gateway) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo("bystander"), MESSAGES));
        await().atMost(PATIENCE).untilAsserted(() -> assertBalanced(gateway.linkTo("victim")));
    }

    @Test
    void shouldShowTheProcessOfTheUnitInTheStatus() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            assertThat(gateway.module("victim").path("activation").asText()).isEqualTo("service");
            assertThat(pid(gateway)).isEqualTo(Long.parseLong(property(unit(), "MainPID")));
            assertThat(gateway.stop()).isZero();
            assertThat(transientUnits()).isEmpty();
        }
    }

    @Test
    void shouldBeReadyForSystemd() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            String unit = unit();
            await().atMost(PATIENCE).until(() -> property(unit, "ActiveState").equals("active"));
            assertThat(property(unit, "StatusText")).isEqualTo("hosts the module victim");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldShutTheHostInUnlessItIsToldOtherwise() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            String status = Files.readString(Path.of("/proc/" + pid(gateway) + "/status"));
            assertThat(status).contains("NoNewPrivs:\t1", "CapBnd:\t0000000000000000", "Seccomp:\t2");
            assertThat(status).as("not root").doesNotContainPattern("Uid:\t0\t");
            String unit = unit();
            assertThat(List.of(
                            property(unit, "DynamicUser"),
                            property(unit, "ProtectSystem"),
                            property(unit, "PrivateTmp"),
                            property(unit, "ProtectKernelTunables"),
                            property(unit, "LimitCORE")))
                    .containsExactly("yes", "strict", "yes", "yes", "0");
        }
    }

    @Test
    void shouldGiveTheHostTheUserThatIsNamed() throws Exception {
        try (BulkheadProcess gateway =
                run("{ \"type\": \"service\", \"user\": \"nobody\", \"properties\": [\"Nice=7\"] }")) {
            assertThat(Files.readString(Path.of("/proc/" + pid(gateway) + "/status")))
                    .contains("Uid:\t65534\t");
            assertThat(property(unit(), "Nice")).isEqualTo("7");
        }
    }

    @Test
    void shouldKeepTheTokenToItself() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            Path file = folder.resolve("data/hosts/victim.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).doesNotContain("token");
            assertThat(systemctl("show", unit())).doesNotContainPattern("[0-9a-f]{64}");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldNoticeAHostThatIsKilledUnderLoad() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            String unit = unit();
            Processes.signal("KILL", pid(gateway));
            JsonNode victim = awaitDown(gateway);
            assertThat(victim.path("reason").asText()).isEqualTo("Failure");
            assertThat(victim.path("error").asText()).isEqualTo("the host was ended by signal 9 (unit " + unit + ")");
            assertOthersGoOn(gateway);
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldNoticeAUnitThatIsStoppedFromOutside() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            String unit = unit();
            systemctl("stop", unit);
            JsonNode victim = awaitDown(gateway);
            assertThat(victim.path("reason").asText()).isEqualTo("Failure");
            assertThat(victim.path("error").asText()).contains("somebody stopped it", unit);
            assertOthersGoOn(gateway);
        }
    }

    @Test
    void shouldSayThatTheMemoryWasExceeded() throws Exception {
        String limited = "{ \"type\": \"service\", \"memory\": \"96MiB\", \"heap\": \"95MiB\" }";
        try (BulkheadProcess gateway = run(Hoarder.class, limited, "{}")) {
            JsonNode victim = awaitDown(gateway);
            assertThat(victim.path("reason").asText()).isEqualTo("MemoryExceeded");
            assertThat(victim.path("error").asText()).contains("took more memory than it may (memory, MemoryMax)");
            assertOthersGoOn(gateway);
        }
    }

    @Test
    void shouldLimitTheProcessorCores() throws Exception {
        try (BulkheadProcess gateway = run("{ \"type\": \"service\", \"cpu\": 0.5 }")) {
            assertThat(property(unit(), "CPUQuotaPerSecUSec")).isEqualTo("500ms");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldLeaveNoHostBehindWhenTheGatewayIsKilled() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            long pid = pid(gateway);
            gateway.kill();
            Processes.awaitGone(pid, PATIENCE);
        }
    }

    /** A host that is stopped does not notice the end of its gateway; systemd notices that it is silent. */
    @Test
    void shouldLeaveNoStoppedHostBehindWhenTheGatewayIsKilled() throws Exception {
        try (BulkheadProcess gateway = run("{ \"type\": \"service\", \"watchdog\": \"3s\" }")) {
            String unit = unit();
            await().atMost(PATIENCE).until(() -> property(unit, "ActiveState").equals("active"));
            long pid = pid(gateway);
            Processes.signal("STOP", pid);
            gateway.kill();
            Processes.awaitGone(pid, PATIENCE);
        }
    }

    @Test
    void shouldSayThatSystemdsWatchdogWasNotFed() throws Exception {
        try (BulkheadProcess gateway =
                run("{ \"type\": \"service\", \"watchdog\": \"3s\", \"heartbeatLimit\": \"10m\" }")) {
            String unit = unit();
            await().atMost(PATIENCE).until(() -> property(unit, "ActiveState").equals("active"));
            Processes.signal("STOP", pid(gateway));
            assertThat(awaitDown(gateway).path("error").asText())
                    .isEqualTo("the unit " + unit
                            + " was killed: it did not feed systemd's watchdog in time (watchdog, WatchdogSec)");
        }
    }

    @Test
    void shouldFeedTheWatchdogOfAHostThatLives() throws Exception {
        try (BulkheadProcess gateway = run("{ \"type\": \"service\", \"watchdog\": \"1s\" }")) {
            String unit = unit();
            String first = property(unit, "WatchdogTimestampMonotonic");
            await().atMost(PATIENCE).until(() -> feedings(unit) > 3_000_000 + Long.parseLong(first));
            assertThat(gateway.module("victim").path("state").asText()).isEqualTo("activated");
        }
    }

    private static long feedings(String unit) throws Exception {
        return Long.parseLong(property(unit, "WatchdogTimestampMonotonic"));
    }

    @Test
    void shouldKillAHostThatIsSilent() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            long pid = pid(gateway);
            Processes.signal("STOP", pid);
            assertThat(awaitDown(gateway).path("reason").asText()).isEqualTo("WatchdogExpired");
            assertThat(Processes.isThere(pid)).isFalse();
            assertThat(transientUnits()).isEmpty();
        }
    }

    @Test
    void shouldEndAHostWhoseModuleDoesNotComeBackFromDestroy() throws Exception {
        try (BulkheadProcess gateway = run(Hanger.class, QUICK, "{ \"where\": \"destroy\" }")) {
            long pid = pid(gateway);
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(pid)).isFalse();
        }
    }

    /** Found when systemd-run was killed and the gateway took that for the end of the unit. */
    @Test
    void shouldEndTheUnitWhenOnlySystemdRunIsKilled() throws Exception {
        try (BulkheadProcess gateway = run(QUICK)) {
            long pid = pid(gateway);
            long systemdRun = ProcessHandle.of(gateway.pid())
                    .orElseThrow()
                    .descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("systemd-run"))
                    .findFirst()
                    .orElseThrow()
                    .pid();
            Processes.signal("KILL", systemdRun);
            assertThat(awaitDown(gateway).path("reason").asText()).isEqualTo("Failure");
            assertThat(Processes.isThere(pid)).isFalse();
        }
    }

    @Test
    void shouldStopInOrderWhenATerminalSendsCtrlC() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.runInGroup(
                        folder, modules(module("victim", Echo.class, "\"service\"")))
                .awaitReady()) {
            Processes.signalGroup("INT", gateway.pid());
            assertThat(gateway.awaitEnd()).isZero();
            assertThat(gateway.output()).doesNotContain("is down");
        }
    }

    @Test
    void shouldEndTheGrandchildrenOfAHostThatIsKilled() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(module("victim", Parent.class, QUICK), """
                                { "name": "log", "class": "dev.bulkhead.samples.Log" }""") + "," + links(link("victim", "log")))
                .awaitReady()
                .awaitOutput("{kind=child}")) {
            var line = Pattern.compile("\\{kind=child\\} \\d+ B \"(\\d+)\"").matcher(gateway.output());
            assertThat(line.find()).isTrue();
            long child = Long.parseLong(line.group(1));
            Processes.signal("KILL", pid(gateway));
            awaitDown(gateway);
            assertThat(Processes.isThere(child)).isFalse();
        }
    }

    @Test
    void shouldSayWhatTheUnitsUserCannotRead() throws Exception {
        Path closed = Files.createDirectory(
                Path.of("/opt/closed-" + ProcessHandle.current().pid()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path jar = Files.copy(ModuleLoader.jarOf(Echo.class.getName()).orElseThrow(), closed.resolve("acme.jar"));
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, modules("""
                        { "name": "victim", "class": "%s", "path": "%s", "activation": "service" }""".formatted(Echo.class.getName(), jar)))
                .awaitReady()) {
            assertThat(gateway.module("victim").path("error").asText())
                    .startsWith(
                            "the user of the host's unit, which is made for it (\"user\": \"dynamic\"), cannot read "
                                    + jar + ": " + closed + " is closed to others");
        }
    }

    @Test
    void shouldFindAModuleThatLiesWhereTheUnitHasFilesOfItsOwn() throws Exception {
        Path jar = Files.copy(
                ModuleLoader.jarOf(Echo.class.getName()).orElseThrow(),
                Path.of("/tmp/acme-" + ProcessHandle.current().pid() + ".jar"));
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, modules("""
                        { "name": "victim", "class": "%s", "path": "%s", "activation": "service" }""".formatted(Echo.class.getName(), jar)))
                .awaitReady()) {
            assertThat(gateway.module("victim").path("state").asText()).isEqualTo("activated");
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchUser() throws Exception {
        try (BulkheadProcess gateway = run("{ \"type\": \"service\", \"user\": \"nobody-has-this-name\" }")) {
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("InstantiationFailed");
            assertThat(gateway.module("victim").path("error").asText()).contains("\"user\" must exist");
        }
    }
}
