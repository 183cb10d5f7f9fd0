package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.broker.LedgerSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module is swapped while messages flow to it. */
class SwappingTest {
    private static final Canary SHORT = new Canary(Duration.ofMillis(200), 0);
    private static final Canary LONG = new Canary(Duration.ofMinutes(10), 0);

    @TempDir
    Path folder;

    private Fleet fleet;

    @BeforeEach
    void reset() {
        Gauge.reset();
    }

    @AfterEach
    void close() {
        Gauge.Pump.runs = false;
        fleet.close();
    }

    private void begin(Class<? extends Gauge> type) throws Exception {
        fleet = new Fleet(folder, """
                        "modules": [
                          { "name": "pump", "class": "%s" },
                          { "name": "gauge", "class": "%s", "args": { "mark": "a" } } ],
                        "links": [ { "source": "pump", "sink": "gauge", "capacity": 16 } ]
                        """.formatted(Gauge.Pump.class.getName(), type.getName())).started();
        awaitMoreBy("a");
    }

    private CompletableFuture<Swapped> swap(String mark, String failsIn, Canary canary) throws Exception {
        String text = Files.readString(folder.resolve("gateway.json"));
        String fails = failsIn == null ? "null" : '"' + failsIn + '"';
        String args = "{ \"mark\": \"" + mark + "\", \"failsIn\": " + fails + " }";
        return ((ModulesController) fleet.controller)
                .swapFor("gauge", config -> new NextEdition(config.withArgs(args), text), canary);
    }

    private static Swapped done(CompletableFuture<Swapped> swap) throws Exception {
        return swap.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static RefusedException refused(CompletableFuture<Swapped> swap) throws Exception {
        try {
            throw new AssertionError("it was swapped: " + done(swap));
        } catch (ExecutionException e) {
            return (RefusedException) e.getCause();
        }
    }

    private static void awaitMoreBy(String mark) {
        int soFar = Gauge.RECEIVED.size();
        await().atMost(Rig.PATIENCE)
                .until(() -> Gauge.RECEIVED.stream().skip(soFar).anyMatch(each -> each.startsWith(mark)));
    }

    /** Ends the load, and looks at all that was received. */
    private void assertNothingLostAndAllInOrder() {
        Gauge.Pump.runs = false;
        await().atMost(Rig.PATIENCE).until(() -> ledger().delivered() == Gauge.Pump.published);
        assertThat(ledger().dropped()).isEmpty();
        List<Integer> numbers = Gauge.RECEIVED.stream()
                .map(text -> Integer.parseInt(text.substring(1)))
                .toList();
        assertThat(numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, Gauge.Pump.published).boxed().toList());
    }

    private LedgerSnapshot ledger() {
        return fleet.modules.links().get(0).ledger();
    }

    @ParameterizedTest
    @ValueSource(classes = {Gauge.Resting.class, Gauge.Plain.class})
    void shouldLoseNothingAndKeepTheOrder(Class<? extends Gauge> type) throws Exception {
        begin(type);

        Swapped swapped = done(swap("b", null, SHORT));
        awaitMoreBy("b");
        Swapped again = done(swap("c", null, SHORT));
        awaitMoreBy("c");

        assertThat(swapped.pause()).isPositive();
        assertThat(again.carriedState()).isEqualTo(type.equals(Gauge.Resting.class));
        assertNothingLostAndAllInOrder();
        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.ACTIVATED);
        assertThat(Gauge.CALLS).contains("a.destroy", "b.destroy");
        assertThat(fleet.controller.configuration("gauge")).contains("\"c\"");
    }

    @Test
    void shouldCarryTheStateOver() throws Exception {
        begin(Gauge.Resting.class);

        assertThat(done(swap("b", null, SHORT)).carriedState()).isTrue();

        assertThat(Gauge.CALLS)
                .containsSubsequence(
                        "a.create", "b.create", "a.suspend", "a.saveState", "b.restoreState", "b.start", "a.destroy");
        assertThat(fleet.controller.conditions()).isNotNull();
        assertNothingLostAndAllInOrder();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "restoreState", "start", "receive"})
    void shouldStayWithTheOldOneWhenTheNewOneFails(String call) throws Exception {
        begin(Gauge.Resting.class);

        RefusedException refusal = refused(swap("b", call, LONG));

        assertThat(refusal.getMessage())
                .startsWith("gauge: the new version ")
                .contains(call.equals("receive") ? "threw" : "no " + call + " today")
                .endsWith("; the old version stays");
        awaitMoreBy("a");
        assertNothingLostOnTheWayBack();
        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.ACTIVATED);
        assertThat(fleet.controller.configuration("gauge")).contains("\"a\"");
        assertThat(done(swap("c", null, SHORT)).carriedState()).isTrue();
    }

    /** What the new one threw at is counted; all else has arrived, in order. */
    private void assertNothingLostOnTheWayBack() {
        List<Integer> numbers = Gauge.RECEIVED.stream()
                .map(text -> Integer.parseInt(text.substring(1)))
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "saveState"})
    void shouldStayWithTheOldOneWhenThatCannotHandOver(String call) throws Exception {
        begin(Gauge.Resting.class);
        done(swap("b", call, SHORT));

        assertThat(refused(swap("c", null, SHORT)).getMessage())
                .startsWith("gauge: no " + call + " today")
                .endsWith("; the old version stays");

        awaitMoreBy("b");
        assertNothingLostAndAllInOrder();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start", "receive"})
    void shouldBringAnOldOneBackThatCouldNotRest(String call) throws Exception {
        begin(Gauge.Plain.class);

        assertThat(refused(swap("b", call, LONG)).getMessage()).endsWith("; the old version stays");

        awaitMoreBy("a");
        assertNothingLostOnTheWayBack();
    }

    @Test
    void shouldAllowAsManyFailuresAsItIsTold() throws Exception {
        begin(Gauge.Resting.class);

        done(swap("b", "receive", new Canary(Duration.ofMillis(100), Long.MAX_VALUE)));

        awaitMoreBy("b");
    }

    @Test
    void shouldTakeTheNextEditionWithItsNextActivationWhenItIsDown() throws Exception {
        begin(Gauge.Plain.class);
        fleet.controller.deactivate("gauge").get();

        assertThat(done(swap("b", null, SHORT))).isEqualTo(Swapped.DOWN);
        assertThat(fleet.status("gauge").state()).isEqualTo(ModuleState.DEACTIVATED);
        fleet.controller.activate("gauge").get();

        awaitMoreBy("b");
    }

    @Test
    void shouldRefuseToSwapAModuleThatRests() throws Exception {
        begin(Gauge.Resting.class);
        fleet.controller.suspend("gauge").get();

        assertThat(refused(swap("b", null, SHORT)).getMessage())
                .isEqualTo("gauge: it is suspended; swap it while it runs, or is down");
        fleet.controller.resume("gauge").get();
        awaitMoreBy("a");
    }

    @Test
    void shouldRefuseAllElseUntilTheNewOneHasProvenItself() throws Exception {
        begin(Gauge.Resting.class);
        CompletableFuture<Swapped> swap = swap("b", null, LONG);
        awaitMoreBy("b");

        assertThat(Rig.outcome(fleet.controller.deactivate("gauge"))).isEqualTo(ControlError.IN_PROGRESS);
        assertThat(swap).isNotDone();
    }

    @Test
    void shouldNotTakeAVersionForGoodThatHangsInReceive() throws Exception {
        begin(Gauge.Resting.class);

        RefusedException refusal = refused(swap("b", "hang", SHORT));

        assertThat(refusal.getMessage())
                .startsWith("gauge: the new version went down: it has been in one call for ")
                .endsWith("; the old version stays");
        awaitMoreBy("a");
        Gauge.HANGING.release(1);
    }

    @Test
    void shouldEndInOrderWhenTheGatewayStopsDuringTheCanaryTime() throws Exception {
        begin(Gauge.Resting.class);
        CompletableFuture<Swapped> swap = swap("b", null, LONG);
        awaitMoreBy("b");
        Gauge.Pump.runs = false;

        fleet.modules.stop();

        assertThat(refused(swap).getMessage()).contains("the gateway stops");
        assertThat(Gauge.CALLS).contains("a.destroy", "b.destroy");
        assertThat(fleet.status("gauge").reason()).isEqualTo(Reason.SHUTDOWN);
    }
}
