package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module is started by its first message, and stopped when there is nothing to do. */
class LazyTest {
    private static final String LAZY = "\"start\": \"lazy\", \"args\": { \"mark\": \"a\" }";
    private static final String IDLE = "\"idleTimeout\": \"1s\", \"args\": { \"mark\": \"a\" }";

    @TempDir
    Path folder;

    private Fleet fleet;

    @BeforeEach
    void reset() {
        Gauge.reset();
        Gauge.Pump.runs = false;
    }

    @AfterEach
    void close() {
        Gauge.Pump.runs = false;
        fleet.close();
    }

    private void begin(Class<? extends Gauge> type, String moreKeys) throws Exception {
        fleet = new Fleet(folder, """
                        "modules": [
                          { "name": "pump", "class": "%s" },
                          { "name": "gauge", "class": "%s", %s } ],
                        "links": [ { "source": "pump", "sink": "gauge", "capacity": 16 } ]
                        """.formatted(Gauge.Pump.class.getName(), type.getName(), moreKeys)).started();
    }

    private LedgerSnapshot ledger() {
        return fleet.modules.links().get(0).ledger();
    }

    private void pumpUntilAtLeast(int messages) {
        int before = Gauge.Pump.published;
        Gauge.Pump.runs = true;
        await().atMost(Rig.PATIENCE).until(() -> Gauge.RECEIVED.size() >= before + messages);
        Gauge.Pump.runs = false;
    }

    private void assertNothingLostAndAllInOrder() {
        await().atMost(Rig.PATIENCE).until(() -> ledger().delivered() == Gauge.Pump.published);
        assertThat(ledger().dropped()).isEmpty();
        List<Integer> numbers = Gauge.RECEIVED.stream()
                .map(text -> Integer.parseInt(text.substring(1)))
                .toList();
        assertThat(numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, Gauge.Pump.published).boxed().toList());
    }

    @Test
    void shouldStartWithTheFirstMessageAndLoseNoneOfThoseThatDoNotFitMeanwhile() throws Exception {
        begin(Gauge.Plain.class, LAZY);
        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.HIBERNATED);
        assertThat(fleet.status("gauge").reason()).isEqualTo(Reason.STARTUP);
        assertThat(Gauge.CALLS).isEmpty();

        pumpUntilAtLeast(100);

        assertNothingLostAndAllInOrder();
        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.ACTIVATED);
        assertThat(fleet.status("gauge").restarts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(classes = {Gauge.Resting.class, Gauge.Plain.class})
    void shouldStopWhenThereIsNothingToDoAndStartAgainWithTheNextMessage(Class<? extends Gauge> type) throws Exception {
        begin(type, IDLE);
        pumpUntilAtLeast(10);
        fleet.awaitState("gauge", ModuleState.HIBERNATED);

        assertThat(fleet.status("gauge").reason()).isEqualTo(Reason.AUTOMATIC);
        assertThat(Gauge.CALLS).endsWith("a.destroy");
        pumpUntilAtLeast(100);

        assertNothingLostAndAllInOrder();
        boolean stateful = type.equals(Gauge.Resting.class);
        assertThat(Gauge.CALLS.contains("a.restoreState")).isEqualTo(stateful);
        assertThat(fleet.status("gauge").restarts()).isZero();
    }

    @Test
    void shouldGoOnWhenItsStateCannotBeSaved() throws Exception {
        begin(Gauge.Resting.class, IDLE);
        fleet.controller.deactivate("gauge").get();
        fleet.controller.configure("gauge", "{ \"mark\": \"a\", \"failsIn\": \"saveState\" }");
        fleet.controller.activate("gauge").get();

        await().atMost(Rig.PATIENCE).until(() -> Gauge.CALLS.contains("a.resume"));

        pumpUntilAtLeast(100);
        assertNothingLostAndAllInOrder();
    }

    @Test
    void shouldTakeAModuleDownThatSleepsWithoutStartingIt() throws Exception {
        begin(Gauge.Resting.class, LAZY);

        fleet.controller.deactivate("gauge").get();

        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.DEACTIVATED);
        assertThat(Gauge.CALLS).isEmpty();
        Gauge.Pump.runs = true;
        await().atMost(Rig.PATIENCE).until(() -> ledger().published() > 100);
        assertThat(Gauge.CALLS).isEmpty();
    }

    @Test
    void shouldLetNobodyWaitForAModuleThatDoesNotComeUp() throws Exception {
        Gauge.Pump.runs = true;
        begin(Gauge.Plain.class, "\"start\": \"lazy\", \"args\": { \"mark\": \"a\", \"failsIn\": \"create\" }");
        fleet.awaitState("gauge", ModuleState.DEACTIVATED);
        long dropped = ledger().droppedTotal();

        await().atMost(Rig.PATIENCE).until(() -> ledger().droppedTotal() > dropped + 100);
        assertThat(ledger().dropped()).containsOnlyKeys(DropReason.SINK_DOWN);
    }

    @Test
    void shouldWakeAsTheVersionThatItWasSwappedForInItsSleep() throws Exception {
        begin(Gauge.Resting.class, LAZY);
        String text = Files.readString(folder.resolve("gateway.json"));

        Swapped swapped = ((ModulesController) fleet.controller)
                .swapFor(
                        "gauge",
                        config -> new NextEdition(config.withArgs("{ \"mark\": \"b\" }"), text),
                        Canary.DEFAULT)
                .get();

        assertThat(swapped).isEqualTo(Swapped.DOWN);
        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.HIBERNATED);
        pumpUntilAtLeast(10);
        assertThat(Gauge.RECEIVED).contains("b1");
    }

    @Test
    void shouldSleepAgainAfterAChangeThatRestartsIt() throws Exception {
        begin(Gauge.Plain.class, LAZY);
        String text = Files.readString(folder.resolve("gateway.json"));
        Path next = Files.writeString(folder.resolve("next.json"), text.replace("\"mark\": \"a\"", "\"mark\": \"b\""));

        fleet.controller.apply(next, Rig.PATIENCE).get();

        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.HIBERNATED);
        pumpUntilAtLeast(10);
        assertThat(Gauge.RECEIVED).contains("b1");
    }
}
