package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.broker.Work;
import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.HostSettings;
import dev.bulkhead.gateway.config.JvmSettings;
import dev.bulkhead.gateway.config.LifecycleSettings;
import dev.bulkhead.gateway.config.LimitSettings;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.ProcessSettings;
import dev.bulkhead.gateway.config.RestartPolicy;
import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.wire.zmq.Refusals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostMortemsTest {
    private static final ModuleConfig FORKED = new ModuleConfig(
            "valve",
            "com.acme.Valve",
            null,
            new ActivationConfig.Fork(
                    new HostSettings(
                            "tcp://127.0.0.1:*",
                            null,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(10),
                            null,
                            Duration.ofSeconds(5)),
                    null,
                    null,
                    new JvmSettings(null, OptionalLong.of(64 << 20), 1, List.of("-Dpw=hunter2"), null),
                    new LimitSettings(OptionalLong.of(96 << 20), OptionalDouble.of(0.5)),
                    new ProcessSettings(null, null, OptionalInt.empty(), Map.of("PW", "hunter2"), List.of(), null)),
            null,
            "{\"password\":\"hunter2\"}",
            new LifecycleSettings(
                    StartMode.ACTIVATED,
                    false,
                    null,
                    List.of(),
                    List.of(),
                    Rig.restart(RestartPolicy.ALWAYS),
                    Duration.ofSeconds(3)));

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheLimitsAndTheExitStatusAndNoSecret() throws Exception {
        HostLoss loss = new HostLoss(HostLoss.Kind.EXITED, "the host was ended by signal 9", OptionalInt.of(137));
        Path kept = new PostMortems(folder, List.of("Failure"), name -> List.of()).keep(failed(loss), loss, FORKED);

        assertThat(kept.resolve("report.json")).content().doesNotContain("hunter2");
        JsonNode report =
                new ObjectMapper().readTree(kept.resolve("report.json").toFile());
        assertThat(report.path("exitStatus").asInt()).isEqualTo(137);
        assertThat(report.path("error").asText()).isEqualTo("the host was ended by signal 9");
        assertThat(report.path("limits").toString())
                .isEqualTo("{\"watchdogMillis\":3000,\"restart\":\"always\",\"restartLimit\":4,"
                        + "\"restartWindowMillis\":60000,\"backOffMillis\":1000,\"maxBackOffMillis\":4000,"
                        + "\"heartbeatLimitMillis\":10000,\"graceMillis\":5000,\"heapBytes\":67108864,"
                        + "\"memoryBytes\":100663296,\"cores\":0.5}");
    }

    private static ModuleStatus failed(HostLoss loss) {
        return new ModuleStatus(
                "valve",
                "com.acme.Valve",
                null,
                ModuleState.DEACTIVATION,
                Reason.FAILURE,
                Instant.EPOCH,
                StartMode.ACTIVATED,
                null,
                null,
                loss.text(),
                "fork",
                null,
                OptionalLong.empty(),
                true,
                0,
                null,
                null,
                Duration.ZERO,
                new Work(0, 0),
                0,
                0,
                new Refusals.Counts(0, 0));
    }
}
