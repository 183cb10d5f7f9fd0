package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.systemtests.SystemdHere.property;
import static dev.bulkhead.systemtests.SystemdHere.systemctl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.testkit.activation.probe.Echo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The unit that {@code install-service} writes, in a systemd that runs it. */
@Tag("systemd")
@ExtendWith(SystemdHere.class)
class GatewayUnitTest {
    private static final String UNIT = "edge.service";

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws Exception {
        Files.writeString(
                folder.resolve("gateway.json"),
                "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" } },\n"
                        + modules(
                                module("forked", Echo.class, "\"fork\""), module("shut-in", Echo.class, "\"service\""))
                        + " }");
        BulkheadProcess.Result installed =
                BulkheadProcess.command(folder, "", "install-service", "--name", "edge", "--force");
        assertThat(installed.status()).as(installed.output()).isZero();
        assertThat(installed.output()).contains("wrote /etc/systemd/system/edge.service", "enable --now edge");
        systemctl("daemon-reload");
        systemctl("start", UNIT);
    }

    @AfterEach
    void stop() throws Exception {
        systemctl("stop", UNIT);
        assertThat(SystemdHere.transientUnits()).isEmpty();
    }

    private String status() throws Exception {
        return BulkheadProcess.command(folder, "", "status").output();
    }

    @Test
    void shouldBeReadyWhenTheModulesRun() throws Exception {
        await().atMost(PATIENCE).until(() -> property(UNIT, "StatusText").equals("runs 2 modules"));
        assertThat(status()).containsPattern("forked +activated").containsPattern("shut-in +activated");
        systemctl("stop", UNIT);
        assertThat(property(UNIT, "Result")).isEqualTo("success");
        assertThat(property(UNIT, "ExecMainStatus")).isEqualTo("0");
    }

    @Test
    void shouldComeBackWhenTheGatewayIsKilled() throws Exception {
        long pid = Long.parseLong(property(UNIT, "MainPID"));
        Processes.signal("KILL", pid);
        await().atMost(PATIENCE)
                .until(() -> property(UNIT, "ActiveState").equals("active")
                        && property(UNIT, "NRestarts").equals("1"));
        assertThat(status()).containsPattern("forked +activated").containsPattern("shut-in +activated");
    }
}
