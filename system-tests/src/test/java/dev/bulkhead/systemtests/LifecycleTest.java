package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import dev.bulkhead.gateway.lifecycle.Request;
import dev.bulkhead.gateway.lifecycle.Transitions;
import dev.bulkhead.testkit.activation.LedgerAssert;
import dev.bulkhead.testkit.activation.probe.Gate;
import dev.bulkhead.testkit.activation.probe.Hanger;
import dev.bulkhead.testkit.activation.probe.Napper;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real gateway steers a module in a forked host, as the table of the lifecycle has it. */
class LifecycleTest {
    private final String box = UUID.randomUUID().toString();

    @TempDir
    private Path folder;

    private Path heldInCreate;
    private Path heldInDestroy;
    private Path condition;

    @BeforeEach
    void nameFiles() {
        heldInCreate = folder.resolve("held-in-create");
        heldInDestroy = folder.resolve("held-in-destroy");
        condition = folder.resolve("condition");
    }

    private TestGateway start(String moreKeys) throws Exception {
        return TestGateway.start(folder, """
                "modules": [
                  { "name": "feeder", "class": "%s", "args": { "box": "%s" } },
                  { "name": "gate", "class": "%s", "activation": { "type": "fork", "grace": "2s" },
                    "args": { "createHeldBy": "%s", "destroyHeldBy": "%s" }%s },
                  { "name": "collector", "class": "%s", "args": { "box": "%s" } }
                ],
                "links": [ { "source": "feeder", "sink": "gate", "capacity": 8 }, { "source": "gate", "sink": "collector" } ]
                """.formatted(
                        Feeder.class.getName(),
                        box,
                        Gate.class.getName(),
                        heldInCreate,
                        heldInDestroy,
                        moreKeys,
                        Collector.class.getName(),
                        box));
    }

    private static CompletableFuture<Void> begin(TestGateway gateway, Request request) {
        return Steering.begin(gateway, "gate", request);
    }

    private static @Nullable ControlError ask(TestGateway gateway, Request request) throws Exception {
        return Steering.ask(gateway, "gate", request);
    }

    private static String state(TestGateway gateway) {
        return gateway.module("gate").path("state").asText();
    }

    private static void awaitState(TestGateway gateway, ModuleState state) {
        await().atMost(PATIENCE).until(() -> state(gateway).equals(state.label()));
    }

    private TestGateway in(ModuleState state) throws Exception {
        boolean begins = state == ModuleState.ACTIVATED
                || state == ModuleState.DEACTIVATION
                || state == ModuleState.HIBERNATED
                || state == ModuleState.PRECONDITION;
        String precondition =
                state == ModuleState.PRECONDITION ? ", \"preconditions\": [ \"file:" + condition + "\" ]" : "";
        TestGateway gateway =
                start(", \"startmode\": \"" + (begins ? "Activated" : "Deactivated") + "\"" + precondition);
        switch (state) {
            case UNAVAILABLE -> assertThat(ask(gateway, Request.UNAVAILABLE)).isNull();
            case ACTIVATION -> {
                Files.createFile(heldInCreate);
                CompletableFuture<Void> unused = begin(gateway, Request.ACTIVATE);
            }
            case DEACTIVATION -> {
                Files.createFile(heldInDestroy);
                CompletableFuture<Void> unused = begin(gateway, Request.DEACTIVATE);
            }
            case HIBERNATED -> {
                assertThat(ask(gateway, Request.SUSPEND)).isNull();
                assertThat(ask(gateway, Request.HIBERNATE)).isNull();
            }
            default -> {}
        }
        awaitState(gateway, state);
        return gateway;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DESTROYED")
    void shouldRefuseWhatTheTableRefusesAndStayAsItIs(ModuleState state) throws Exception {
        try (TestGateway gateway = in(state)) {
            for (Request request : Request.values()) {
                Transitions.Verdict verdict = Transitions.of(state, request);
                if (verdict != Transitions.Verdict.DONE) {
                    assertThat(ask(gateway, request))
                            .as("%s in %s", request, state)
                            .isEqualTo(verdict.error());
                    assertThat(state(gateway)).isEqualTo(state.label());
                }
            }
            Files.deleteIfExists(heldInCreate);
            Files.deleteIfExists(heldInDestroy);
        }
    }

    @Test
    void shouldGoThroughAllItsStatesAndBack() throws Exception {
        try (TestGateway gateway = start("")) {
            assertGoes(gateway, Request.SUSPEND, ModuleState.ACTIVATED);
            assertGoes(gateway, Request.HIBERNATE, ModuleState.HIBERNATED);
            assertThat(gateway.module("gate").has("pid")).isFalse();
            assertGoes(gateway, Request.ACTIVATE, ModuleState.ACTIVATED);
            assertGoes(gateway, Request.SUSPEND, ModuleState.ACTIVATED);
            assertGoes(gateway, Request.RESUME, ModuleState.ACTIVATED);
            assertGoes(gateway, Request.SUSPEND, ModuleState.ACTIVATED);
            assertGoes(gateway, Request.HIBERNATE, ModuleState.HIBERNATED);
            assertGoes(gateway, Request.DEACTIVATE, ModuleState.DEACTIVATED);
            assertGoes(gateway, Request.UNAVAILABLE, ModuleState.UNAVAILABLE);
            assertGoes(gateway, Request.DEACTIVATE, ModuleState.DEACTIVATED);
            assertGoes(gateway, Request.ACTIVATE, ModuleState.ACTIVATED);
            assertGoes(gateway, Request.DEACTIVATE, ModuleState.DEACTIVATED);
            assertThat(ask(gateway, Request.DESTROY)).isNull();
            assertThat(gateway.status().path("modules")).hasSize(2);
            assertThat(ask(gateway, Request.ACTIVATE)).isEqualTo(ControlError.UNKNOWN_KEY);
        }
    }

    private static void assertGoes(TestGateway gateway, Request request, ModuleState goal) throws Exception {
        assertThat(ask(gateway, request)).as(request.label()).isNull();
        assertThat(state(gateway)).as(request.label()).isEqualTo(goal.label());
    }

    private void feed(int from, int to) {
        IntStream.range(from, to).forEach(i -> Feeder.publish(box, Message.of(Map.of(), String.valueOf(i))));
    }

    private void assertCollected(int upTo) {
        await().atMost(PATIENCE).until(() -> Collector.count(box) >= upTo);
        List<Message> collected = Collector.received(box);
        assertThat(collected).extracting(Message::text).containsExactlyElementsOf(texts(0, upTo));
        assertThat(collected)
                .as("counted on from life to life")
                .extracting(message -> message.property("number").orElse(""))
                .containsExactlyElementsOf(texts(1, upTo + 1));
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void shouldHoldMessagesWhileItIsSuspendedAndCountWhatDoesNotFit() throws Exception {
        try (TestGateway gateway = start("")) {
            assertThat(ask(gateway, Request.SUSPEND)).isNull();
            feed(0, 10);
            assertThat(gateway.link("feeder", "gate").path("queued").asInt()).isEqualTo(8);
            assertThat(gateway.link("feeder", "gate")
                            .at("/droppedByReason/sink-suspended")
                            .asInt())
                    .isEqualTo(2);
            assertThat(ask(gateway, Request.RESUME)).isNull();
            assertCollected(8);
        }
    }

    /** The first message wakes it; the state has gone from the old process to the new one. */
    @Test
    void shouldBeWokenByAMessageAndGoOnWithItsState() throws Exception {
        try (TestGateway gateway = start("")) {
            feed(0, 3);
            assertCollected(3);
            long pid = gateway.module("gate").path("pid").asLong();
            assertThat(ask(gateway, Request.SUSPEND)).isNull();
            assertStaysSuspendedWithoutTimeToSaveItsState(gateway);
            assertThat(ask(gateway, Request.HIBERNATE)).isNull();
            await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
            feed(3, 7);
            assertCollected(7);
            assertThat(gateway.module("gate").path("reason").asText()).isEqualTo("Automatic");
            assertThat(folder.resolve("data/states")).isEmptyDirectory();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> LedgerAssert.assertLossless(gateway.link("feeder", "gate"), 7));
        }
    }

    private static void assertStaysSuspendedWithoutTimeToSaveItsState(TestGateway gateway) throws Exception {
        RefusedException refused = Steering.outcome(gateway.controller().hibernate("gate", Duration.ZERO));
        assertThat(refused)
                .hasMessage("gate: it did not save its state within 0 ms; it stays suspended: allow more (timeout)");
        assertThat(state(gateway)).isEqualTo(ModuleState.ACTIVATED.label());
        assertThat(gateway.module("gate").path("resumed")).isEqualTo(BooleanNode.FALSE);
    }

    @Test
    void shouldWaitForAFileAndGoDownWithoutIt() throws Exception {
        try (TestGateway gateway = in(ModuleState.PRECONDITION)) {
            assertThat(gateway.module("gate").path("reason").asText()).isEqualTo("Conditions");
            Files.createFile(condition);
            awaitState(gateway, ModuleState.ACTIVATED);
            Files.delete(condition);
            awaitState(gateway, ModuleState.PRECONDITION);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-failure", "always"})
    void shouldRestartAHostThatIsKilledAfterATeardown(String policy) throws Exception {
        try (TestGateway gateway = start(", \"restart\": \"" + policy + "\", \"backOff\": \"100ms\"")) {
            long pid = gateway.module("gate").path("pid").asLong();
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
            await().atMost(PATIENCE)
                    .until(() -> gateway.module("gate").path("restarts").asInt() == 1);
            awaitState(gateway, ModuleState.ACTIVATED);
            assertThat(gateway.module("gate").path("reason").asText()).isEqualTo("Automatic");
            assertThat(gateway.module("gate").path("pid").asLong()).isNotEqualTo(pid);
            feed(0, 3);
            assertCollected(3);
        }
    }

    @Test
    void shouldStayDownAfterACrashLoopAndSaySo() throws Exception {
        String policy = ", \"restart\": \"always\", \"backOff\": \"10ms\", \"restartLimit\": 2";
        try (TestGateway gateway = start(policy)) {
            for (int crash = 0; crash < 3; crash++) {
                int restarts = crash;
                await().atMost(PATIENCE)
                        .until(() -> state(gateway).equals("activated")
                                && gateway.module("gate").path("restarts").asInt() == restarts);
                long pid = gateway.module("gate").path("pid").asLong();
                assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly())
                        .isTrue();
                await().atMost(PATIENCE).until(() -> !state(gateway).equals("activated"));
            }
            await().atMost(PATIENCE)
                    .until(() ->
                            gateway.module("gate").path("error").asText().contains("it stays down after 2 restarts"));
            assertThat(ask(gateway, Request.ACTIVATE)).isNull();
        }
    }

    /** Who waits for the suspension would else keep the watchdog waiting. */
    @Test
    void shouldEndAHangInSuspend() throws Exception {
        try (TestGateway gateway = TestGateway.start(folder, """
                "modules": [
                  { "name": "gate", "class": "%s", "watchdog": "500ms", "args": { "trouble": "hang" },
                    "activation": { "type": "fork", "grace": "1s", "startTimeout": "10m" } } ]
                """.formatted(Napper.class.getName()))) {
            CompletableFuture<Void> suspended = begin(gateway, Request.SUSPEND);
            awaitState(gateway, ModuleState.DEACTIVATED);
            assertThat(gateway.module("gate").path("reason").asText()).isEqualTo("WatchdogExpired");
            assertThat(Steering.outcome(suspended)).isNotNull();
            assertThat(Path.of(gateway.module("gate").path("postMortem").asText())
                            .resolve("threads.txt"))
                    .content()
                    .contains("Napper.suspend");
        }
    }

    @Test
    void shouldEndAHangAndKeepWhatItsThreadsWereDoing() throws Exception {
        try (TestGateway gateway =
                TestGateway.start(folder, """
                "modules": [
                  { "name": "feeder", "class": "%s", "args": { "box": "%s" } },
                  { "name": "gate", "class": "%s", "activation": { "type": "fork", "grace": "1s" }, "watchdog": "500ms",
                    "args": { "where": "receive" } } ],
                "links": [ { "source": "feeder", "sink": "gate" } ]
                """.formatted(Feeder.class.getName(), box, Hanger.class.getName()))) {
            long pid = gateway.module("gate").path("pid").asLong();
            feed(0, 1);
            awaitState(gateway, ModuleState.DEACTIVATED);
            assertThat(gateway.module("gate").path("reason").asText()).isEqualTo("WatchdogExpired");
            assertThat(gateway.module("gate").path("error").asText()).contains("the limit is 500 ms (watchdog)");
            assertThat(ProcessHandle.of(pid)).isEmpty();
            Path kept = Path.of(gateway.module("gate").path("postMortem").asText());
            assertThat(kept.resolve("threads.txt")).content().contains("Hanger.hangIf");
            assertThat(kept.resolve("report.json")).content().contains("\"pid\" : " + pid);
            assertThat(gateway.link("feeder", "gate")
                            .at("/droppedByReason/host-lost")
                            .asInt())
                    .isOne();
        }
    }
}
