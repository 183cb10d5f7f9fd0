package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.systemtests.SystemdHere.property;
import static dev.bulkhead.systemtests.SystemdHere.systemctl;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertBalanced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A host in a unit that an administrator has written, and what happens to it. */
@Tag("systemd")
@ExtendWith(SystemdHere.class)
class ExistingUnitFaultsTest {
    private static final String UNIT = "faults-valve.service";
    private static final String ACTIVATION = """
            { "type": "service", "unit": "faults-valve.service", "heartbeat": "200ms", "heartbeatLimit": "5s", "grace": "1s" }""";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeUnit() throws Exception {
        SystemdHere.writeUnit(UNIT, ExistingUnits.text(folder, "valve"));
    }

    @AfterEach
    void stopUnit() throws Exception {
        systemctl("stop", UNIT);
    }

    private BulkheadProcess run(String activation) throws Exception {
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 2000000, \"atATime\": 1 }"),
                                        module("valve", Echo.class, activation))
                                + "," + links(link("ticker", "valve")))
                .awaitReady();
    }

    private static void awaitTraffic(BulkheadProcess gateway) throws Exception {
        long before = gateway.linkTo("valve").path("delivered").asLong();
        await().atMost(PATIENCE)
                .until(() -> gateway.linkTo("valve").path("delivered").asLong() > before + 100);
    }

    private static long mainPid() throws Exception {
        return Long.parseLong(property(UNIT, "MainPID"));
    }

    private static void awaitInactive() {
        await().atMost(PATIENCE).until(() -> !property(UNIT, "ActiveState").equals("active"));
    }

    private static JsonNode awaitDown(BulkheadProcess gateway) throws Exception {
        gateway.awaitState("valve", "deactivated");
        await().atMost(PATIENCE).untilAsserted(() -> assertBalanced(gateway.linkTo("valve")));
        return gateway.module("valve");
    }

    @Test
    void shouldStartAndStopTheUnit() throws Exception {
        try (BulkheadProcess gateway = run(ACTIVATION)) {
            awaitTraffic(gateway);
            assertThat(gateway.module("valve").path("pid").asLong()).isEqualTo(mainPid());
            assertThat(gateway.stop()).isZero();
            awaitInactive();
        }
    }

    @Test
    void shouldNoticeThatTheHostIsKilled() throws Exception {
        try (BulkheadProcess gateway = run(ACTIVATION)) {
            awaitTraffic(gateway);
            Processes.signal("KILL", mainPid());
            assertThat(awaitDown(gateway).path("error").asText())
                    .isEqualTo("the host was ended by signal 9 (unit " + UNIT + ")");
        }
    }

    @Test
    void shouldNoticeThatTheUnitIsStoppedFromOutside() throws Exception {
        try (BulkheadProcess gateway = run(ACTIVATION)) {
            awaitTraffic(gateway);
            systemctl("stop", UNIT);
            assertThat(awaitDown(gateway).path("reason").asText()).isEqualTo("Failure");
        }
    }

    @Test
    void shouldKillAUnitThatIsSilent() throws Exception {
        try (BulkheadProcess gateway = run(ACTIVATION)) {
            awaitTraffic(gateway);
            long pid = mainPid();
            Processes.signal("STOP", pid);
            assertThat(awaitDown(gateway).path("reason").asText()).isEqualTo("WatchdogExpired");
            Processes.awaitGone(pid, PATIENCE);
        }
    }

    /** The unit is the administrator's, and waits for the next gateway, as a host of "none" does. */
    @Test
    void shouldTakeTheUnitOverFromAGatewayThatWasKilled() throws Exception {
        try (BulkheadProcess gateway = run(ACTIVATION)) {
            awaitTraffic(gateway);
            gateway.kill();
        }
        long pid = mainPid();
        try (BulkheadProcess gateway = run(ACTIVATION)) {
            awaitTraffic(gateway);
            assertThat(gateway.module("valve").path("pid").asLong()).isEqualTo(pid);
            assertThat(gateway.stop()).isZero();
            awaitInactive();
            assertThat(Processes.isThere(pid)).isFalse();
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchUnit() throws Exception {
        try (BulkheadProcess gateway = run("{ \"type\": \"service\", \"unit\": \"nowhere.service\" }")) {
            JsonNode valve = gateway.module("valve");
            assertThat(valve.path("reason").asText()).isEqualTo("InstantiationFailed");
            assertThat(valve.path("error").asText())
                    .startsWith("systemd cannot load the unit nowhere.service (not-found); write one");
        }
    }
}
