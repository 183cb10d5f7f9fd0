package dev.bulkhead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
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
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ModuleContract {
    /** As long as a gateway waits for the end of a module in its own process. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private Path folder;
    private Subject subject;
    private @Nullable Stage stage;
    private Map<String, String> impossible;

    /** {@return what is tested} Asked once. */
    protected abstract Subject subject() throws Exception;

    /** {@return a folder that is there for as long as the tests of this class run} For files that the module reads or writes. */
    protected final Path folder() {
        return folder;
    }

    /** {@return good arguments, a JSON object; none unless overridden} */
    protected String args() throws Exception {
        return "{}";
    }

    /** {@return arguments with which {@code create} must throw, each a JSON object} */
    protected List<String> badArgs() throws Exception {
        return List.of();
    }

    /** {@return messages that the module receives, in this order, without throwing; none if it only publishes} */
    protected List<Message> samples() throws Exception {
        return List.of();
    }

    /**
     * Throws unless the module has published, or done, what it must when it has received the samples. It is called again and again until
     * it does not throw, for at most 30 s.
     *
     * @param published what a module has published since it was made
     * @throws Exception or an {@code AssertionError}
     */
    protected abstract void verify(List<Message> published) throws Exception;

    /** Called before each life of the module that begins anew; a place to set the world back to what it was. */
    protected void prepare() throws Exception {}

    /** {@return how long the module needs on its clock, by {@code every} and {@code context.clock()}, until all has been published} */
    protected Duration takes() {
        return Duration.ZERO;
    }

    /**
     * {@return what must be the same in every activation; all that was published unless overridden} A module that measures, or
     * that tells the time, leaves out here what differs each time.
     */
    protected List<?> essence(List<Message> published) {
        return published;
    }

    /** {@return whether the module does nothing about a message that comes again and says {@code bulkhead.redelivered}} */
    protected boolean ignoresRedelivered() {
        return false;
    }

    /** {@return how long destroy may take} */
    Duration stopLimit() {
        return STOP_LIMIT;
    }

    /** {@return how long what must come may take, beside {@link #takes}} */
    Duration patience() {
        return Stage.PATIENCE;
    }

    @BeforeAll
    final void lookAround() throws Exception {
        folder = Files.createTempDirectory("bulkhead-contract");
        subject = subject();
        impossible = Places.impossible(subject);
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
        prepare();
        // Each of them costs a process where the module runs in one; that the text comes from there one can show.
        List<String> bad = badArgs();
        return new Stage(folder, subject, args(), bad.subList(0, Math.min(1, bad.size())), possible);
    }

    @AfterAll
    final void stopGateway() throws IOException {
        if (stage != null) {
            stage.close();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    final Stream<String> activations() {
        return Places.asked().stream();
    }

    private void requireClasses() {
        assumeTrue(subject.isOfClasses(), "a program cannot be run in the test's process");
    }

    private void requirePossible(String activation) {
        String why = impossible.get(activation);
        if (why != null && Places.areDemanded()) {
            throw new AssertionError(activation + " is demanded (" + Places.DEMANDED + "): " + why);
        }
        assumeTrue(why == null, () -> activation + ": " + why);
    }

    // In simulated surroundings.

    @Test
    void shouldDoItsWorkOnAClockThatTheTestMoves() throws Exception {
        requireClasses();
        Isolated.run(subject, module -> {
            begin(module);
            module.send(samples().toArray(Message[]::new));
            verifyInTime(module);
        });
    }

    @Test
    void shouldRefuseBadArgumentsWithAText() throws Exception {
        requireClasses();
        for (String bad : badArgs()) {
            Isolated.run(
                    subject,
                    module -> assertThat(catchThrowable(() -> module.args(bad).start()))
                            .as("what create throws for the arguments %s", bad)
                            .isNotNull()
                            .satisfies(thrown -> assertThat(thrown.getMessage())
                                    .as("the text of what create throws for %s: the operator sees nothing else", bad)
                                    .isNotBlank()));
        }
    }

    @Test
    void shouldBearToBeStoppedAtOnce() throws Exception {
        requireClasses();
        Isolated.run(subject, module -> {
            begin(module);
            stopInTime(module);
        });
    }

    @Test
    void shouldStopInTimeAfterItsWork() throws Exception {
        requireClasses();
        Isolated.run(subject, module -> {
            begin(module);
            module.send(samples().toArray(Message[]::new));
            stopInTime(module);
        });
    }

    private void stopInTime(ModuleUnderTest module) throws Exception {
        long began = System.nanoTime();
        module.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("the time that destroy took; a gateway gives up then")
                .isLessThan(stopLimit());
    }

    @Test
    void shouldLeaveNoThreadAndNoClassBehind() throws Exception {
        requireClasses();
        WeakReference<ClassLoader> classes = Isolated.afterwards(subject, module -> {
            begin(module);
            module.send(samples().toArray(Message[]::new));
            module.stop();
        });
        assertThat(Isolated.threadsOf(classes, patience()))
                .as("threads of the module that run on after destroy")
                .isEmpty();
        assertThat(Isolated.isGone(classes, patience()))
                .as(
                        "whether the module's classes can be unloaded after destroy; something outside keeps one of its objects: a"
                                + " thread, a shutdown hook, a static list of the JDK or a library's, a driver that was registered")
                .isTrue();
    }

    @Test
    void shouldBearMessagesThatComeTwice() throws Exception {
        requireClasses();
        Isolated.run(subject, module -> {
            begin(module);
            for (Message message : samples()) {
                module.faults().deliverTwice(message);
            }
            assertThat(module.failures())
                    .as("what receive threw when each message came twice, the second time with bulkhead.redelivered")
                    .isEmpty();
            if (ignoresRedelivered()) {
                verifyInTime(module);
            }
        });
    }

    @Test
    void shouldGoOnWithItsStateFromAnyMoment() throws Exception {
        requireClasses();
        assumeTrue(subject.isStateful().orElse(false), "the module is not Stateful");
        for (int before = 0; before <= samples().size(); before++) {
            goOnAfter(before);
        }
    }

    private void goOnAfter(int before) throws Exception {
        List<Message> samples = samples();
        Isolated.run(subject, module -> {
            begin(module);
            module.send(samples.subList(0, before).toArray(Message[]::new));
            module.suspend();
            byte[] state = module.saveState();
            module.stop();
            module.startWith(state);
            module.send(samples.subList(before, samples.size()).toArray(Message[]::new));
            verifyInTime(module);
        });
    }

    private void begin(ModuleUnderTest module) throws Exception {
        prepare();
        module.args(args()).start();
    }

    /** Lets the time pass that the module needs, and some more for what it does outside. */
    private void verifyInTime(ModuleUnderTest module) throws Exception {
        module.clock().advance(takes());
        awaitVerified("in simulated surroundings", module::published);
        assertThat(module.failures()).as("what receive threw").isEmpty();
    }

    private List<Message> awaitVerified(String where, Callable<List<Message>> published) {
        List<List<Message>> last = new ArrayList<>();
        await().alias(where).atMost(patience().plus(takes())).untilAsserted(() -> {
            List<Message> now = published.call();
            verify(now);
            last.add(now);
        });
        return last.get(0);
    }

    // In a real gateway. In an order in which few processes are started; each can run alone.

    @Order(1)
    @ParameterizedTest
    @MethodSource("activations")
    void shouldDoTheSameWhereverItRuns(String activation) throws Exception {
        List<?> here = subject.isOfClasses() && !activation.equals(Places.HERE) && !impossible.containsKey(Places.HERE)
                ? essence(workIn(Places.HERE))
                : List.of();
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
        prepare();
        stage().refresh(activation);
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
        assumeTrue(subject.isSuspendable().orElse(true), "the module is not Suspendable");
        List<Message> samples = samples();
        int third = samples.size() / 3;
        beginIn(activation);
        stage().send(activation, samples.subList(0, third));
        orSkip("rest", stage().controller().suspend(activation));
        stage().send(activation, samples.subList(third, 2 * third));
        Stage.done("go on", stage().controller().resume(activation));
        if (!activation.equals(Places.HERE) && subject.isStateful().orElse(true)) {
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
            boolean cannot = !subject.isOfClasses() && e.getCause() instanceof RefusedException;
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
