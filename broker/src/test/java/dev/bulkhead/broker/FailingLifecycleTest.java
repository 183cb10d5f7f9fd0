package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.PublishResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailingLifecycleTest {
    private final Bench bench = new Bench().add("a", "b").link(LinkSpec.between("a", "b"));
    private final CapturedLog log = new CapturedLog("b");
    private final Probe module = new Probe();

    @AfterEach
    void close() {
        log.close();
        bench.close();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IOException("no device"),
                new IllegalStateException(),
                new NoClassDefFoundError("com/example/Driver"),
                new StackOverflowError(),
                new InterruptedException());
    }

    private static <T> Probe.Step<T> throwing(Throwable failure) {
        return given -> FailingLifecycleTest.<RuntimeException>raise(failure);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable failure) throws E {
        throw (E) failure;
    }

    private void awaitEnd() {
        await().until(() -> module.thread().getState() == Thread.State.TERMINATED);
        assertThat(bench.member("b").isRunning()).isFalse();
    }

    private void assertCanBeginAnew() {
        Probe source = bench.run("a", new Probe());
        Probe second = bench.run("b", new Probe());
        assertThat(source.context().publish(Messages.number(1))).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 1);
        assertThat(second.numbers()).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldTellWhatTheConstructorThrew(Throwable failure) {
        Throwable told = Bench.failure(bench.member("b").instantiate(() -> {
            FailingLifecycleTest.<RuntimeException>raise(failure);
            return module;
        }));

        assertThat(told).isSameAs(failure);
        assertThat(module.calls()).isEmpty();
        assertCanBeginAnew();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldTellWhatCreateThrewAndNotDestroy(Throwable failure) {
        module.onCreate(throwing(failure));
        Bench.done(bench.member("b").instantiate(() -> module));

        assertThat(Bench.failure(bench.member("b").create(JsonText.NONE))).isSameAs(failure);
        awaitEnd();
        assertThat(module.calls()).containsExactly("create");
        assertThat(module.context().publish(Messages.number(1))).isEqualTo(PublishResult.CLOSED);
        assertCanBeginAnew();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldTellWhatStartThrewAfterItHasDestroyed(Throwable failure) {
        bench.create("b", module.onStart(throwing(failure)));

        assertThat(Bench.failure(bench.member("b").start(DeliveryListener.NONE)))
                .isSameAs(failure);
        assertThat(module.calls()).containsExactly("create", "start", "destroy");
        awaitEnd();
        assertCanBeginAnew();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldLogWhatDestroyThrewAndBeDown(Throwable failure) {
        bench.run("b", module.onDestroy(throwing(failure)));
        bench.stop("b", Duration.ZERO);

        assertThat(log.lines()).containsExactly("b: destroy threw");
        awaitEnd();
        assertCanBeginAnew();
    }

    @Test
    void shouldTellWhatStartThrewWhenDestroyThrowsToo() {
        bench.create(
                "b", module.onStart(throwing(new IOException("first"))).onDestroy(throwing(new IOException("second"))));

        assertThat(Bench.failure(bench.member("b").start(DeliveryListener.NONE)))
                .hasMessage("first");
        assertThat(log.lines()).containsExactly("b: destroy threw");
        awaitEnd();
    }

    @Test
    void shouldRefuseToCreateWhatAFactoryDidNotMake() {
        Bench.done(bench.member("b").instantiate(() -> null));

        assertThat(Bench.failure(bench.member("b").create(JsonText.NONE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("module b has not been instantiated");
    }

    @Test
    void shouldLeaveMessagesInTheirQueuesUntilTheModuleRuns() {
        Probe source = bench.run("a", new Probe());
        bench.create("b", module.onStart(throwing(new IOException())));
        source.context().publish(Messages.number(1));
        Supplier<LedgerSnapshot> ledger = () -> bench.ledger("a", "b");

        assertThat(Bench.failure(bench.member("b").start(DeliveryListener.NONE)))
                .isInstanceOf(IOException.class);
        assertThat(ledger.get()).isEqualTo(new LedgerSnapshot(1, 0, 1, 0, Map.of()));
        bench.run("b", new Probe());
        bench.awaitDelivered("a", "b", 1);
    }
}
