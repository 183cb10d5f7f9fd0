package dev.bulkhead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decides whether a module is good wherever it runs. The author extends it, says what the module is given and what must come of it, and
 * the module is run: in simulated surroundings, and in a real gateway in each activation that this machine has.
 *
 * <pre>{@code
 * class SmoothingContractTest extends ModuleContract {
 *     protected Subject subject() throws Exception {
 *         return Subject.of(Smoothing.class);
 *     }
 *
 *     protected String args() {
 *         return "{ \"weight\": 0.5 }";
 *     }
 *
 *     protected List<String> badArgs() {
 *         return List.of("{}", "{ \"weight\": 2 }", "{ \"wieght\": 0.5 }");
 *     }
 *
 *     protected List<Message> samples() {
 *         return List.of(Message.of(Map.of(), "1"), Message.of(Map.of(), "0"));
 *     }
 *
 *     protected void verify(List<Message> published) {
 *         assertThat(published).extracting(Message::text).containsExactly("1.000", "0.500");
 *     }
 * }
 * }</pre>
 *
 * <p>The activations are {@code in-process}, {@code fork}, {@code service} and {@code container}. One that this machine does not have is
 * reported as skipped, with the reason; with the system property {@code bulkhead.activations} (such as {@code in-process,fork}) only
 * those named are tried, and they must be there.
 *
 * <p>Few processes are started because the tests come in this order; each can run alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ModuleContract extends SimulatedContract {
    private @Nullable Stage stage;
    private Map<String, String> impossible = Map.of();

    @BeforeAll
    final void lookAround() throws Exception {
        impossible = Places.impossible(tested());
    }

    private Stage stage() throws Exception {
        if (stage == null) {
            stage = startGateway();
        }
        return stage;
    }

    private Stage startGateway() throws Exception {
        prepare();
        List<String> possible = Places.asked().stream()
                .filter(activation -> !impossible.containsKey(activation))
                .toList();
        // Each of them costs a process where the module runs in one; that the text comes from there one can show.
        List<String> bad = badArgs();
        List<String> one = bad.subList(0, Math.min(1, bad.size()));
        return new Stage(folder(), tested(), args(), one, possible, !samples().isEmpty());
    }

    @Override
    final void close() {
        if (stage != null) {
            stage.close();
        }
    }

    final Stream<String> activations() {
        return Places.asked().stream();
    }

    private void requirePossible(String activation) {
        String why = impossible.get(activation);
        if (why != null && Places.areDemanded()) {
            throw new AssertionError(activation + " is demanded (" + Places.DEMANDED + "): " + why);
        }
        assumeTrue(why == null, () -> activation + ": " + why);
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("activations")
    void shouldDoTheSameWhereverItRuns(String activation) throws Exception {
        boolean comparable = !activation.equals(Places.HERE)
                && Places.asked().contains(Places.HERE)
                && !impossible.containsKey(Places.HERE);
        List<?> here = comparable ? essence(workIn(Places.HERE)) : List.of();
        List<?> there = essence(workIn(activation));
        if (!here.isEmpty()) {
            assertThat(there)
                    .as("what it published in %s, compared with in-process", activation)
                    .isEqualTo(here);
        }
    }

    private List<Message> workIn(String activation) throws Exception {
        beginIn(activation);
        stage().send(activation, samples());
        return verifyIn(activation);
    }

    private void beginIn(String activation) throws Exception {
        requirePossible(activation);
        stage().refresh(activation, this::prepare);
    }

    private void beginUnlessUp(String activation) throws Exception {
        if (!stage().isUp(activation)) {
            beginIn(activation);
        }
    }

    private List<Message> verifyIn(String activation) throws Exception {
        stage().awaitReceived(activation);
        List<Message> published = awaitVerified(activation, () -> stage().published(activation));
        assertThat(stage().failed(activation))
                .as("how many messages receive threw at in %s", activation)
                .isZero();
        return published;
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource("activations")
    void shouldTellTheOperatorWhyItRefusesArguments(String activation) throws Exception {
        requirePossible(activation);
        if (badArgs().isEmpty() || stage().isRefusedByCheck(Stage.badName(activation, 0))) {
            return;
        }
        JsonNode refused = stage().status(Stage.badName(activation, 0));
        assertThat(refused.path("state").asText())
                .as("the state with the arguments %s: %s", badArgs().get(0), refused)
                .isEqualTo("deactivated");
        assertThat(refused.path("error").asText())
                .as("the error with the arguments %s", badArgs().get(0))
                .isNotBlank();
    }

    @Order(3)
    @ParameterizedTest
    @MethodSource("activations")
    void shouldGoOnAfterARestAndInANewProcess(String activation) throws Exception {
        requirePossible(activation);
        assumeTrue(tested().isSuspendable().orElse(true), "the module is not Suspendable");
        List<Message> samples = samples();
        int third = samples.size() / 3;
        beginIn(activation);
        stage().send(activation, samples.subList(0, third));
        orSkip("rest", stage().controller().suspend(activation));
        stage().send(activation, samples.subList(third, 2 * third));
        Stage.done("go on", stage().controller().resume(activation));
        if (!activation.equals(Places.HERE) && tested().isStateful().orElse(true)) {
            orSkip("rest", stage().controller().suspend(activation));
            orSkip("save its state", stage().controller().hibernate(activation, Stage.PATIENCE));
            Stage.done("wake up", stage().controller().activate(activation));
        }
        stage().send(activation, samples.subList(2 * third, samples.size()));
        verifyIn(activation);
    }

    /** Only its host knows what a program can do. */
    private void orSkip(String what, CompletableFuture<Void> asked) throws Exception {
        try {
            Stage.done(what, asked);
        } catch (AssertionError e) {
            boolean cannot = !tested().isOfClasses() && e.getCause() instanceof RefusedException;
            assumeTrue(!cannot, e.getMessage());
            throw e;
        }
    }

    @Order(4)
    @ParameterizedTest
    @MethodSource("activations")
    void shouldComeBackAfterACrash(String activation) throws Exception {
        requirePossible(activation);
        assumeTrue(!activation.equals(Places.HERE), "in process it would take the test with it");
        beginUnlessUp(activation);
        stage().send(activation, samples());
        // What still waits would come to the next life.
        stage().awaitReceived(activation);
        long pid = stage().status(activation).path("pid").asLong();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly))
                .as("whether process %d could be killed", pid)
                .contains(true);
        await().alias("the gateway to notice").atMost(Stage.PATIENCE).until(() -> !stage().isUp(activation));
        beginIn(activation);
        stage().send(activation, samples());
        verifyIn(activation);
    }

    @Order(5)
    @ParameterizedTest
    @MethodSource("activations")
    void shouldGoDownInTime(String activation) throws Exception {
        requirePossible(activation);
        beginUnlessUp(activation);
        stage().send(activation, samples());
        try {
            stage().controller().deactivate(activation).join();
        } catch (CompletionException e) {
            throw new AssertionError(activation + " did not go down: " + e.getMessage(), e);
        }
        JsonNode status = stage().status(activation);
        assertThat(status.path("reason").asText())
                .as("how it went down: %s", status)
                .isEqualTo("Requested");
    }
}
