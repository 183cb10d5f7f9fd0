package dev.bulkhead.gateway.lifecycle;

import static dev.bulkhead.gateway.lifecycle.Fleet.buoy;
import static dev.bulkhead.gateway.lifecycle.Fleet.modules;
import static dev.bulkhead.gateway.lifecycle.Rig.PATIENCE;
import static dev.bulkhead.gateway.lifecycle.Rig.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a gateway that meet: each other, requests of operators, its start, its stop. */
class ChangingTest {
    private static final String SOURCE_TO_SINK =
            ", \"links\": [ { \"source\": \"source\", \"sink\": \"sink\", \"overflow\": \"drop-oldest\" } ]";

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        Buoy.reset();
    }

    private static String both(int mark) {
        return modules(buoy("source", mark, ""), buoy("sink", mark, "")) + SOURCE_TO_SINK;
    }

    private static String failing(String name) {
        return buoy(name, 1, "").replace("\"mark\": 1", "\"fails\": true");
    }

    private Fleet both() throws Exception {
        return new Fleet(folder, both(0)).started();
    }

    private static CompletableFuture<Void> apply(Fleet fleet, String modulesAndLinks) throws Exception {
        return fleet.controller.apply(fleet.write("next.json", modulesAndLinks), PATIENCE);
    }

    private static void assertRefused(ThrowingCallable asked, ControlError error) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.error()).isEqualTo(error));
    }

    @Test
    void shouldRefuseOthersWhatAnApplyHasHaltedSoThatAModuleHasOneLife() throws Exception {
        try (Fleet fleet = both()) {
            Buoy.HELD_IN_CREATE.add("sink");
            CompletableFuture<Void> applied = apply(fleet, both(1));
            fleet.awaitState("sink", ModuleState.ACTIVATION);
            assertThat(fleet.status("source").state()).isEqualTo(ModuleState.DEACTIVATED);
            for (Request request : new Request[] {Request.ACTIVATE, Request.UNAVAILABLE, Request.DEACTIVATE}) {
                assertThat(outcome(fleet.modules.known("source").ask(request))).isEqualTo(ControlError.IN_PROGRESS);
            }
            assertThat(outcome(fleet.controller.activate("source"))).isEqualTo(ControlError.IN_PROGRESS);
            Buoy.HELD_IN_CREATE.clear();

            assertThat(outcome(applied)).isNull();
            assertThat(Buoy.ALIVE).containsEntry("source", 1).containsEntry("sink", 1);
            assertThat(outcome(fleet.controller.deactivate("source"))).isNull();
            assertThat(Buoy.ALIVE).containsEntry("source", 0);
        }
    }

    @Test
    void shouldNotBringAModuleBackThatIsBeingRemoved() throws Exception {
        try (Fleet fleet = both()) {
            Buoy.HELD_IN_DESTROY.add("sink");
            CompletableFuture<Void> applied = apply(fleet, modules(buoy("sink", 1, "")));
            fleet.awaitState("sink", ModuleState.DEACTIVATION);
            assertThat(outcome(fleet.controller.activate("source"))).isEqualTo(ControlError.IN_PROGRESS);
            Buoy.HELD_IN_DESTROY.clear();

            assertThat(outcome(applied)).isNull();
            assertThat(outcome(fleet.controller.activate("source"))).isEqualTo(ControlError.UNKNOWN_KEY);
            assertThat(Buoy.ALIVE).containsEntry("source", 0).containsEntry("sink", 1);
        }
    }

    @Test
    void shouldCloneWhatAnApplyHasMadeAndNotUndoIt() throws Exception {
        try (Fleet fleet = both()) {
            Buoy.HELD_IN_DESTROY.add("sink");
            CompletableFuture<Void> applied = apply(fleet, both(1));
            fleet.awaitState("sink", ModuleState.DEACTIVATION);
            CompletableFuture<Void> cloned = fleet.controller.clone("sink", "sink2");
            Buoy.HELD_IN_DESTROY.clear();

            assertThat(outcome(applied)).isNull();
            assertThat(outcome(cloned)).isNull();
            assertThat(fleet.controller.configuration("sink")).contains("1");
            assertThat(fleet.controller.configuration("sink2")).contains("1");
        }
    }

    @Test
    void shouldCloneAfterAnApplyThatFailedAndNotRepeatThat() throws Exception {
        try (Fleet fleet = both()) {
            Buoy.HELD_IN_CREATE.add("sink");
            CompletableFuture<Void> applied = apply(fleet, modules(buoy("source", 0, ""), failing("sink")));
            fleet.awaitState("sink", ModuleState.ACTIVATION);
            CompletableFuture<Void> cloned = fleet.controller.clone("sink", "sink2");
            Buoy.HELD_IN_CREATE.clear();

            assertThat(outcome(applied)).isEqualTo(ControlError.OPENING_FAILED);
            assertThat(outcome(cloned)).isNull();
            assertThat(fleet.controller.configuration("sink2")).contains("\"mark\":0");
            assertThat(fleet.status("sink").state()).isEqualTo(ModuleState.ACTIVATED);
        }
    }

    @Test
    void shouldNeitherPersistNorConfigureWhileAnApplyIsNotAccepted() throws Exception {
        try (Fleet fleet = new Fleet(folder, modules(buoy("a", 0, ""), buoy("b", 0, ""))).started()) {
            assertThat(outcome(fleet.controller.deactivate("b"))).isNull();
            Buoy.HELD_IN_CREATE.add("a");
            CompletableFuture<Void> applied = apply(fleet, modules(buoy("a", 1, ""), buoy("b", 0, "")));
            fleet.awaitState("a", ModuleState.ACTIVATION);

            assertRefused(fleet.controller::persist, ControlError.IN_PROGRESS);
            assertRefused(() -> fleet.controller.configure("b", "{}"), ControlError.IN_PROGRESS);
            Buoy.HELD_IN_CREATE.clear();
            assertThat(outcome(applied)).isNull();
            fleet.controller.configure("b", "{ \"mark\": 7 }");
            assertThat(fleet.controller.persist()).content().contains("7");
        }
    }

    @Test
    void shouldLetAnApplyWaitForTheStart() throws Exception {
        try (Fleet fleet = new Fleet(folder, both(0))) {
            Buoy.HELD_IN_CREATE.add("sink");
            CompletableFuture<Void> started = CompletableFuture.runAsync(fleet.modules::start);
            fleet.awaitState("sink", ModuleState.ACTIVATION);
            CompletableFuture<Void> applied = apply(fleet, modules(buoy("sink", 0, "")));
            Buoy.HELD_IN_CREATE.clear();

            assertThat(outcome(applied)).isNull();
            assertThat(outcome(started)).isNull();
            assertThat(fleet.modules.status()).extracting(ModuleStatus::name).containsExactly("sink");
            assertThat(Buoy.ALIVE).containsEntry("source", 0).containsEntry("sink", 1);
        }
    }

    @Test
    void shouldNoticeAConditionThatChangedJustBeforeAnApply() throws Exception {
        String waiting = buoy("waiting", 0, ", \"preconditions\": [ \"file:flag\" ]");
        try (Fleet fleet = new Fleet(folder, modules(waiting)).started()) {
            assertThat(fleet.status("waiting").state()).isEqualTo(ModuleState.PRECONDITION);
            Path flag = Files.createFile(folder.resolve("flag"));
            assertThat(outcome(apply(fleet, modules(waiting, buoy("more", 0, "")))))
                    .isNull();
            fleet.awaitState("waiting", ModuleState.ACTIVATED);
            Files.delete(flag);
            assertThat(outcome(apply(fleet, modules(waiting)))).isNull();
            fleet.awaitState("waiting", ModuleState.PRECONDITION);
        }
    }

    @Test
    void shouldKnowAtOnceOfAConditionAboutAModuleThatAnApplyAdds() throws Exception {
        try (Fleet fleet = new Fleet(folder, modules(buoy("a", 0, ""), buoy("b", 0, ""))).started()) {
            Instant since = fleet.status("b").since();
            String b = buoy("b", 0, ", \"preconditions\": [ \"module:a\", \"set:a/afloat\", \"file:.\" ]");
            assertThat(outcome(apply(fleet, modules(buoy("a", 0, ""), b)))).isNull();

            assertThat(fleet.controller.conditions().values())
                    .containsOnly(true)
                    .hasSize(3);
            assertThat(fleet.status("b").since()).isEqualTo(since);
        }
    }

    @Test
    void shouldHearOfWhatModulesComeToInItsOrder() throws Exception {
        String b = buoy("b", 0, ", \"preconditions\": [ \"module:a\" ]");
        try (Fleet fleet = new Fleet(folder, modules(buoy("a", 0, ""), b)).started()) {
            for (int i = 0; i < 50; i++) {
                assertThat(outcome(fleet.controller.deactivate("a"))).isNull();
                assertThat(outcome(fleet.controller.activate("a"))).isNull();
            }
            await().atMost(PATIENCE).until(() -> fleet.controller.conditions().get("module:a"));
            fleet.awaitState("b", ModuleState.ACTIVATED);
        }
    }

    private static String asItWas(int mark, String more) {
        return modules(
                buoy("activated", mark, ", \"startmode\": \"Deactivated\""),
                buoy("suspended", mark, ""),
                buoy("down", mark, ""),
                buoy("away", mark, "") + more);
    }

    private static void assertAsItWas(Fleet fleet) {
        assertThat(fleet.status("activated").state()).isEqualTo(ModuleState.ACTIVATED);
        assertThat(fleet.status("suspended").resumed()).isFalse();
        assertThat(fleet.status("down").state()).isEqualTo(ModuleState.DEACTIVATED);
        assertThat(fleet.status("away").state()).isEqualTo(ModuleState.UNAVAILABLE);
    }

    @Test
    void shouldBringBackEachModuleAsItWas() throws Exception {
        try (Fleet fleet = new Fleet(folder, asItWas(0, "")).started()) {
            assertThat(outcome(fleet.controller.activate("activated"))).isNull();
            assertThat(outcome(fleet.controller.suspend("suspended"))).isNull();
            assertThat(outcome(fleet.controller.deactivate("down"))).isNull();
            assertThat(outcome(fleet.controller.deactivate("away"))).isNull();
            assertThat(outcome(fleet.controller.unavailable("away"))).isNull();

            assertThat(outcome(apply(fleet, asItWas(1, "")))).isNull();
            assertAsItWas(fleet);
            assertThat(outcome(apply(fleet, asItWas(2, ", " + failing("bad"))))).isEqualTo(ControlError.OPENING_FAILED);
            assertAsItWas(fleet);
            assertThat(outcome(apply(fleet, modules(failing("bad"))))).isEqualTo(ControlError.OPENING_FAILED);
            assertAsItWas(fleet);
            assertThat(fleet.controller.configuration("activated")).contains("1");
        }
    }

    @Test
    void shouldRefuseVariationsWithWhichTheGatewayWouldNotStart() throws Exception {
        String links = ", \"links\": [ { \"source\": \"*\", \"sink\": \"x\" } ]";
        String y = buoy("y", 0, ", \"after\": [ \"x\" ], \"startmode\": \"Deactivated\"");
        try (Fleet fleet = new Fleet(folder, modules(buoy("x", 0, ""), y) + links).started()) {
            assertThat(fleet.controller.clone("x", "x2"))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("make a cycle");
            assertThat(outcome(fleet.controller.destroy("x"))).isEqualTo(ControlError.ILLEGAL_STATE);
            assertThat(outcome(fleet.controller.deactivate("x"))).isNull();
            assertThat(fleet.controller.destroy("x"))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("/modules/0/after: there is no module \"x\"");
            assertThat(outcome(fleet.controller.activate("x"))).isNull();
            assertThat(outcome(fleet.controller.destroy("y"))).isNull();
            assertThat(fleet.modules.status()).extracting(ModuleStatus::name).containsExactly("x");
        }
    }

    @Test
    void shouldForgetTheSavedStateOfAModuleThatIsRemoved() throws Exception {
        try (Fleet fleet = new Fleet(folder, modules(buoy("a", 0, ""), buoy("b", 0, ""))).started()) {
            Path states = folder.resolve("data").resolve("states");
            new SavedState(states, "a").write("a.A", new byte[] {1});
            new SavedState(states, "b").write("a.B", new byte[] {1});
            assertThat(outcome(apply(fleet, modules(buoy("b", 0, ""))))).isNull();
            assertThat(states).isDirectoryContaining("glob:**/b.state").isDirectoryNotContaining("glob:**/a.state");
        }
    }

    @Test
    void shouldRefuseAnApplyThatTheStopOfTheGatewayMeets() throws Exception {
        CompletableFuture<Void> applied;
        CompletableFuture<Void> cloned;
        try (Fleet fleet = both()) {
            Buoy.HELD_IN_CREATE.add("sink");
            applied = apply(fleet, both(1));
            fleet.awaitState("sink", ModuleState.ACTIVATION);
            cloned = fleet.controller.clone("sink", "sink2");
        }
        assertThat(outcome(applied)).isEqualTo(ControlError.ILLEGAL_STATE);
        assertThat(applied).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("the gateway stops");
        assertThat(outcome(cloned)).isEqualTo(ControlError.ILLEGAL_STATE);
        assertThat(Buoy.ALIVE).containsEntry("source", 0).containsEntry("sink", 0);
    }
}
