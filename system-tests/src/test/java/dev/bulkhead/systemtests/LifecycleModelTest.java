package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Request;
import dev.bulkhead.gateway.lifecycle.Transitions;
import dev.bulkhead.testkit.activation.LedgerAssert;
import dev.bulkhead.testkit.activation.probe.Gate;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Asks a module for one thing after the other, kills its host in between, and publishes to it all the while: what becomes of it must be
 * what a model of the lifecycle says, no message may be missing from the ledger, and nothing may be left behind.
 */
class LifecycleModelTest {
    private final String box = UUID.randomUUID().toString();
    private final Set<Long> pids = new HashSet<>();
    private ModuleState state = ModuleState.ACTIVATED;
    private boolean suspended;
    private int published;

    @TempDir
    private Path folder;

    private TestGateway start(String activation) throws Exception {
        return TestGateway.start(folder, """
                "modules": [
                  { "name": "feeder", "class": "%s", "args": { "box": "%s" } },
                  { "name": "gate", "class": "%s", "activation": "%s" },
                  { "name": "collector", "class": "%s", "args": { "box": "%s" } } ],
                "links": [ { "source": "feeder", "sink": "gate", "capacity": 64, "overflow": "drop-oldest" },
                           { "source": "gate", "sink": "collector" } ]
                """.formatted(
                        Feeder.class.getName(), box, Gate.class.getName(), activation, Collector.class.getName(), box));
    }

    @ParameterizedTest
    @CsvSource({"in-process, 400, 1", "fork, 60, 2"})
    void shouldDoWhatTheModelSays(String activation, int steps, long seed) throws Exception {
        Random random = new Random(seed);
        int threads = Thread.activeCount();
        try (TestGateway gateway = start(activation)) {
            for (int step = 0; step < steps; step++) {
                publish(gateway, random.nextInt(20));
                String what = "step " + step + " of seed " + seed + ", in " + state + (suspended ? ", suspended" : "");
                if (activation.equals("fork") && random.nextInt(8) == 0) {
                    kill(gateway);
                } else {
                    Request request = Request.values()[random.nextInt(Request.values().length - 1)];
                    assertThat(ask(gateway, request))
                            .as(what + ": " + request)
                            .isEqualTo(expected(request, activation));
                }
                assertThat(gateway.module("gate").path("state").asText())
                        .as(what)
                        .isEqualTo(state.label());
                pids.add(gateway.module("gate").path("pid").asLong(-1));
            }
            bringUp(gateway);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(gateway.link("feeder", "gate").path("published").asInt())
                        .isEqualTo(published);
                assertThat(gateway.link("feeder", "gate").path("queued").asInt())
                        .isZero();
                assertThat(gateway.link("feeder", "gate").path("inFlight").asInt())
                        .isZero();
                LedgerAssert.assertBalanced(gateway.link("feeder", "gate"));
                LedgerAssert.assertBalanced(gateway.link("gate", "collector"));
            });
        }
        pids.remove(ProcessHandle.current().pid());
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        await().atMost(PATIENCE).until(() -> Thread.activeCount() <= threads + 2);
    }

    private void publish(TestGateway gateway, int messages) {
        for (int i = 0; i < messages; i++) {
            Feeder.publish(box, Message.of(Map.of(), String.valueOf(published++)));
        }
        if (state == ModuleState.HIBERNATED && messages > 0) {
            state = ModuleState.ACTIVATED;
            await().atMost(PATIENCE)
                    .until(() -> gateway.module("gate").path("state").asText().equals("activated"));
        }
    }

    /** {@return what must be said to a request; notes where it leads} */
    private @Nullable ControlError expected(Request request, String activation) {
        Transitions.Verdict verdict = Transitions.of(state, request);
        if (verdict != Transitions.Verdict.DONE) {
            return verdict.error();
        }
        switch (request) {
            case ACTIVATE -> state = ModuleState.ACTIVATED;
            case DEACTIVATE -> state = ModuleState.DEACTIVATED;
            case UNAVAILABLE -> state = ModuleState.UNAVAILABLE;
            case SUSPEND, RESUME -> {
                if (suspended == (request == Request.SUSPEND)) {
                    return ControlError.ILLEGAL_STATE;
                }
                suspended = request == Request.SUSPEND;
                return null;
            }
            case HIBERNATE -> {
                if (activation.equals("in-process")) {
                    return ControlError.IN_PROCESS;
                }
                if (!suspended) {
                    return ControlError.ILLEGAL_STATE;
                }
                state = ModuleState.HIBERNATED;
            }
            case DESTROY -> throw new IllegalStateException("nothing would follow");
        }
        suspended = false;
        return null;
    }

    private static @Nullable ControlError ask(TestGateway gateway, Request request) throws Exception {
        return Steering.ask(gateway, "gate", request);
    }

    private void kill(TestGateway gateway) {
        if (state != ModuleState.ACTIVATED) {
            return;
        }
        await().atMost(PATIENCE)
                .until(() -> gateway.module("gate").path("state").asText().equals("activated"));
        long pid = gateway.module("gate").path("pid").asLong();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        state = ModuleState.DEACTIVATED;
        suspended = false;
        await().atMost(PATIENCE)
                .until(() -> gateway.module("gate").path("state").asText().equals("deactivated"));
    }

    private void bringUp(TestGateway gateway) throws Exception {
        if (state == ModuleState.UNAVAILABLE) {
            assertThat(ask(gateway, Request.DEACTIVATE)).isNull();
        }
        if (state == ModuleState.ACTIVATED && suspended) {
            assertThat(ask(gateway, Request.RESUME)).isNull();
        } else {
            assertThat(ask(gateway, Request.ACTIVATE)).isNull();
        }
    }
}
