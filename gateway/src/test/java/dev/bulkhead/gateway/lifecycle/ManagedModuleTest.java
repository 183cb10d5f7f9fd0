package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.gateway.config.Condition;
import dev.bulkhead.gateway.config.RestartPolicy;
import dev.bulkhead.gateway.config.RestartSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManagedModuleTest {
    private static final Condition CALIBRATED = Condition.parse("set:other/calibrated", Path.of(""));

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        Valve.reset();
    }

    private Rig rig(RestartSettings restart, Condition... preconditions) {
        return new Rig(folder, Valve.class, restart, List.of(preconditions));
    }

    private Rig rig() {
        return rig(Rig.NEVER);
    }

    /** Brings a module to a state. Some of them it leaves only when {@link Valve#GO} lets it. */
    private static void bringTo(ModuleState state, Rig rig) {
        switch (state) {
            case UNAVAILABLE -> assertThat(rig.ask(Request.UNAVAILABLE)).isNull();
            case DEACTIVATED -> {}
            case PRECONDITION -> assertThat(rig.ask(Request.ACTIVATE)).isEqualTo(ControlError.PENDING_CONDITIONS);
            case ACTIVATION -> {
                Valve.HOLDS_IN_CREATE.set(true);
                CompletableFuture<Void> unused = rig.module.ask(Request.ACTIVATE);
            }
            case ACTIVATED -> assertThat(rig.ask(Request.ACTIVATE)).isNull();
            case DEACTIVATION -> {
                assertThat(rig.ask(Request.ACTIVATE)).isNull();
                Valve.HOLDS_IN_DESTROY.set(true);
                CompletableFuture<Void> unused = rig.module.ask(Request.DEACTIVATE);
            }
            case DESTROYED -> assertThat(rig.ask(Request.DESTROY)).isNull();
            case HIBERNATED -> throw new IllegalArgumentException("a module in this process does not hibernate");
        }
        rig.awaitState(state);
    }

    private Rig in(ModuleState state) {
        Rig rig = state == ModuleState.PRECONDITION ? rig(Rig.NEVER, CALIBRATED) : rig();
        bringTo(state, rig);
        return rig;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HIBERNATED")
    void shouldRefuseWhatTheTableRefusesAndStayAsItIs(ModuleState state) {
        try (Rig rig = in(state)) {
            int changes = rig.changes.size();
            for (Request request : Request.values()) {
                Transitions.Verdict verdict = Transitions.of(state, request);
                if (verdict != Transitions.Verdict.DONE) {
                    assertThat(rig.ask(request)).as("%s in %s", request, state).isEqualTo(verdict.error());
                    assertThat(rig.state()).isEqualTo(state);
                }
            }
            assertThat(rig.changes).hasSize(changes);
            Valve.GO.release(10);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "DEACTIVATED", "PRECONDITION", "ACTIVATED"})
    void shouldDoWhatTheTableAllows(ModuleState state) {
        for (Request request : Request.values()) {
            if (Transitions.of(state, request) == Transitions.Verdict.DONE) {
                try (Rig rig = in(state)) {
                    assertGoesWhereItShould(rig, state, request);
                }
            }
        }
    }

    private static void assertGoesWhereItShould(Rig rig, ModuleState state, Request request) {
        ControlError expected = error(state, request);
        assertThat(rig.ask(request)).as("%s in %s", request, state).isEqualTo(expected);
        assertThat(rig.state()).as("%s in %s", request, state).isEqualTo(expected == null ? goal(request) : state);
    }

    private static ControlError error(ModuleState state, Request request) {
        if (request == Request.ACTIVATE && state == ModuleState.PRECONDITION) {
            return ControlError.PENDING_CONDITIONS;
        }
        if (request == Request.HIBERNATE) {
            return ControlError.IN_PROCESS;
        }
        return request == Request.RESUME ? ControlError.ILLEGAL_STATE : null;
    }

    private static ModuleState goal(Request request) {
        return switch (request) {
            case ACTIVATE, SUSPEND, RESUME, HIBERNATE -> ModuleState.ACTIVATED;
            case DEACTIVATE -> ModuleState.DEACTIVATED;
            case UNAVAILABLE -> ModuleState.UNAVAILABLE;
            case DESTROY -> ModuleState.DESTROYED;
        };
    }

    @Test
    void shouldSuspendAndResumeAndTellOfIt() {
        try (Rig rig = in(ModuleState.ACTIVATED)) {
            assertThat(rig.module.status().resumed()).isTrue();
            assertThat(rig.ask(Request.SUSPEND)).isNull();
            assertThat(rig.module.status().resumed()).isFalse();
            assertThat(rig.ask(Request.SUSPEND)).isEqualTo(ControlError.ILLEGAL_STATE);
            assertThat(rig.ask(Request.RESUME)).isNull();
            assertThat(rig.changes)
                    .extracting(StateChange::state)
                    .containsExactly("Activation", "Activated", "Suspended", "Resumed");
        }
    }

    @Test
    void shouldTellTheModulesOwnWordsWhenItCannotBeCreated() {
        Valve.FAILURES_LEFT.set(1);
        try (Rig rig = rig()) {
            assertThat(rig.module.ask(Request.ACTIVATE))
                    .failsWithin(Rig.PATIENCE)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withMessageContaining("the valve is stuck");
            assertThat(rig.state()).isEqualTo(ModuleState.DEACTIVATED);
            assertThat(rig.module.status().reason()).isEqualTo(Reason.INITIALIZATION_FAILED);
        }
    }

    @Test
    void shouldRestartWithGrowingPausesAndGiveUpAfterTheLimit() {
        Valve.FAILURES_LEFT.set(100);
        try (Rig rig = rig(Rig.restart(RestartPolicy.ON_FAILURE))) {
            CompletableFuture<Void> unused = rig.module.ask(Request.ACTIVATE);
            for (long seconds : new long[] {1, 2, 4, 4}) {
                await().atMost(Rig.PATIENCE)
                        .until(() -> rig.timer
                                .untilNext()
                                .filter(Duration.ofSeconds(seconds)::equals)
                                .isPresent());
                assertThat(rig.module.status().restartsAt())
                        .isEqualTo(rig.timer.now().plusSeconds(seconds));
                rig.timer.forward(Duration.ofSeconds(seconds));
            }
            await().atMost(Rig.PATIENCE)
                    .until(() ->
                            String.valueOf(rig.module.status().error()).contains("it stays down after 4 restarts"));
            assertThat(rig.timer.untilNext()).isEmpty();
            assertThat(Valve.CREATED).hasValue(5);
        }
    }

    @Test
    void shouldComeBackAndCountIt() {
        Valve.FAILURES_LEFT.set(2);
        try (Rig rig = rig(Rig.restart(RestartPolicy.ON_FAILURE))) {
            CompletableFuture<Void> unused = rig.module.ask(Request.ACTIVATE);
            for (int i = 0; i < 2; i++) {
                await().atMost(Rig.PATIENCE).until(() -> rig.timer.untilNext().isPresent());
                rig.timer.forward(Duration.ofSeconds(10));
            }
            rig.awaitState(ModuleState.ACTIVATED);
            assertThat(rig.module.status().restarts()).isOne();
            assertThat(rig.module.status().reason()).isEqualTo(Reason.AUTOMATIC);
            assertThat(rig.module.status().error()).isNull();
        }
    }

    @Test
    void shouldForgetARestartWhenSomebodyWantsItDown() {
        Valve.FAILURES_LEFT.set(1);
        try (Rig rig = rig(Rig.restart(RestartPolicy.ON_FAILURE))) {
            CompletableFuture<Void> unused = rig.module.ask(Request.ACTIVATE);
            await().atMost(Rig.PATIENCE).until(() -> rig.timer.untilNext().isPresent());
            assertThat(rig.ask(Request.DEACTIVATE)).isNull();
            assertThat(rig.timer.untilNext()).isEmpty();
            assertThat(rig.module.status().restartsAt()).isNull();
        }
    }

    @Test
    void shouldWaitForItsConditionsAndMoveByItselfBothWays() {
        try (Rig rig = in(ModuleState.PRECONDITION)) {
            assertThat(rig.module.status().waitsFor()).isEqualTo("set:other/calibrated");
            assertThat(rig.conditions.set(CALIBRATED, true)).isTrue();
            rig.module.conditionsChanged();
            rig.awaitState(ModuleState.ACTIVATED);
            assertThat(rig.conditions.set(CALIBRATED, false)).isTrue();
            rig.module.conditionsChanged();
            rig.awaitState(ModuleState.PRECONDITION);
            assertThat(rig.module.status().reason()).isEqualTo(Reason.CONDITIONS);
        }
    }

    @Test
    void shouldNoticeAConditionThatWasLostWhileItWasBeingSuspended() {
        try (Rig rig = in(ModuleState.PRECONDITION)) {
            assertThat(rig.conditions.set(CALIBRATED, true)).isTrue();
            rig.module.conditionsChanged();
            rig.awaitState(ModuleState.ACTIVATED);
            Valve.HOLDS_IN_SUSPEND.set(true);
            CompletableFuture<Void> suspended = rig.module.ask(Request.SUSPEND);
            assertThat(rig.conditions.set(CALIBRATED, false)).isTrue();
            rig.module.conditionsChanged();
            Valve.GO.release();

            assertThat(Rig.outcome(suspended)).isNull();
            rig.awaitState(ModuleState.PRECONDITION);
        }
    }

    @Test
    void shouldNoticeAModuleThatHangsAndKeepAPostMortem() {
        try (Rig rig = in(ModuleState.ACTIVATED)) {
            Valve.HANGS.set(true);
            await().atMost(Rig.PATIENCE).until(() -> {
                rig.module.look();
                return rig.state() == ModuleState.DEACTIVATED;
            });
            assertThat(rig.module.status().reason()).isEqualTo(Reason.WATCHDOG_EXPIRED);
            assertThat(rig.module.status().error()).contains("without a pause; the limit is 200 ms (watchdog)");
            Path kept = rig.module.status().postMortem();
            assertThat(kept.resolve("threads.txt")).content().contains("Valve.work");
            assertThat(kept.resolve("report.json"))
                    .content()
                    .contains("WatchdogExpired", "\"watchdogMillis\" : 200", "\"restart\" : \"never\"");
            assertThat(kept.resolve("log.txt")).hasContent("a line");
            assertThat(Files.exists(kept)).isTrue();
            Valve.GO.release(10);
        }
    }

    @Test
    void shouldTakeAModuleDownThatHangsInSuspendAndNotCallItWell() {
        try (Rig rig = new Rig(folder, Valve.class, Rig.NEVER, List.of(), Duration.ofSeconds(1))) {
            bringTo(ModuleState.ACTIVATED, rig);
            Valve.HOLDS_IN_SUSPEND.set(true);
            assertThat(rig.ask(Request.SUSPEND)).isEqualTo(ControlError.GENERAL);

            rig.awaitState(ModuleState.DEACTIVATED);
            ModuleStatus status = rig.module.status();
            assertThat(status.reason()).isEqualTo(Reason.WATCHDOG_EXPIRED);
            assertThat(status.error()).isEqualTo("it took longer than 1000 ms to suspend it");
            assertThat(status.resumed()).isNull();
            assertThat(status.postMortem().resolve("threads.txt")).content().contains("Valve.suspend");
            Valve.HOLDS_IN_SUSPEND.set(false);
            assertThat(rig.ask(Request.ACTIVATE)).isNull();
            assertThat(rig.ask(Request.SUSPEND)).isNull();
        }
    }

    @Test
    void shouldPutOffARestartWhileAChangeHoldsIt() {
        try (Rig rig = rig(Rig.restart(RestartPolicy.ON_FAILURE))) {
            assertThat(rig.module.held().reserve()).isEqualTo(Past.DOWN);
            Valve.FAILURES_LEFT.set(1);
            Attempt attempt = rig.module.held().become(Past.UP).orElseThrow();
            assertThat(Rig.outcome(attempt.bringUp())).isEqualTo(ControlError.OPENING_FAILED);
            assertThat(rig.timer.untilNext()).isEmpty();

            rig.module.release();

            assertThat(rig.timer.untilNext()).contains(Duration.ofSeconds(1));
        }
    }

    @Test
    void shouldCountAModuleThatFailedAsTakenDownWhenItIsDeactivated() {
        Valve.FAILURES_LEFT.set(1);
        try (Rig rig = rig()) {
            assertThat(rig.ask(Request.ACTIVATE)).isEqualTo(ControlError.OPENING_FAILED);
            assertThat(rig.module.status().reason()).isEqualTo(Reason.INITIALIZATION_FAILED);

            await().atMost(Rig.PATIENCE).until(() -> rig.ask(Request.DEACTIVATE) == null);

            assertThat(rig.module.status().reason()).isEqualTo(Reason.REQUESTED);
            assertThat(rig.module.status().error()).contains("the valve is stuck");
        }
    }

    @Test
    void shouldLeaveAModuleAloneThatAChangeHoldsAndLookAgainAfterwards() {
        try (Rig rig = in(ModuleState.PRECONDITION)) {
            assertThat(rig.module.held().reserve()).isEqualTo(Past.UP);
            assertThat(rig.conditions.set(CALIBRATED, true)).isTrue();
            rig.module.conditionsChanged();
            assertThat(rig.state()).isEqualTo(ModuleState.PRECONDITION);
            for (Request request : Request.values()) {
                assertThat(rig.ask(request)).isEqualTo(ControlError.IN_PROGRESS);
            }

            rig.module.release();

            rig.awaitState(ModuleState.ACTIVATED);
        }
    }

    @Test
    void shouldNotBeginASecondLifeWhileThereIsOne() {
        try (Rig rig = in(ModuleState.ACTIVATED)) {
            CompletableFuture<Void> arrival = new CompletableFuture<>();
            assertThat(rig.module.activating().begin(Reason.REQUESTED, arrival)).isEmpty();
            assertThat(Rig.outcome(arrival)).isEqualTo(ControlError.ILLEGAL_STATE);
            assertThat(rig.module.activating().beginAsConfigured(Reason.STARTUP))
                    .isEmpty();
            assertThat(rig.state()).isEqualTo(ModuleState.ACTIVATED);
            assertThat(Valve.CREATED).hasValue(1);
        }
    }

    @Test
    void shouldTellWhoeverWaitsForAnAttemptThatAnotherHasOvertaken() {
        try (Rig rig = rig()) {
            CompletableFuture<Void> arrival = new CompletableFuture<>();
            Attempt first =
                    rig.module.activating().begin(Reason.REQUESTED, arrival).orElseThrow();
            assertThat(rig.module.held().reserve()).isEqualTo(Past.UP);
            rig.module.held().halt();
            Attempt second = rig.module.held().become(Past.UP).orElseThrow();

            assertThat(Rig.outcome(first.bringUp())).isEqualTo(ControlError.ILLEGAL_STATE);
            assertThat(Rig.outcome(second.bringUp())).isNull();
            assertThat(Valve.CREATED).hasValue(1);
        }
    }

    @Test
    void shouldStayDownWhenItIsDeactivatedWhileItIsHibernatedAndMayNotRun() throws Exception {
        try (Rig rig = rig(Rig.NEVER, CALIBRATED)) {
            new SavedState(folder.resolve("states"), "valve").write(Valve.class.getName(), new byte[0]);
            assertThat(rig.module.held().reserve()).isEqualTo(Past.DOWN);
            assertThat(rig.module.held().become(Past.HIBERNATED)).isEmpty();
            rig.module.release();
            assertThat(rig.state()).isEqualTo(ModuleState.HIBERNATED);

            assertThat(rig.ask(Request.DEACTIVATE)).isNull();

            assertThat(rig.conditions.set(CALIBRATED, true)).isTrue();
            rig.module.conditionsChanged();
            assertThat(rig.state()).isEqualTo(ModuleState.DEACTIVATED);
            assertThat(folder.resolve("states")).isNotEmptyDirectory();
        }
    }

    @Test
    void shouldStayDownWhenItCannotBeWokenToBeDeactivated() throws Exception {
        Valve.FAILURES_LEFT.set(1);
        try (Rig rig = rig(Rig.restart(RestartPolicy.ALWAYS))) {
            new SavedState(folder.resolve("states"), "valve").write(Valve.class.getName(), new byte[0]);
            assertThat(rig.module.held().reserve()).isEqualTo(Past.DOWN);
            assertThat(rig.module.held().become(Past.HIBERNATED)).isEmpty();
            rig.module.release();

            assertThat(rig.ask(Request.DEACTIVATE)).isNull();

            assertThat(rig.state()).isEqualTo(ModuleState.DEACTIVATED);
            assertThat(rig.timer.untilNext()).isEmpty();
        }
    }
}
