package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.ModuleContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicWorkTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Bench bench = new Bench().add("a", "b").link(LinkSpec.between("a", "b"));
    private final Probe module = new Probe();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        bench.close();
    }

    private void every(ModuleContext context) {
        context.every(SHORT, runs::incrementAndGet);
    }

    private void awaitRuns() {
        int before = runs.get();
        await().until(() -> runs.get() >= before + 2);
    }

    @Test
    void shouldRunWhatCreateAskedFor() {
        bench.run("b", module.onCreate(this::every));

        awaitRuns();
    }

    @Test
    void shouldRunWhatStartAskedFor() {
        bench.run("b", module.onStart(this::every));

        awaitRuns();
    }

    @Test
    void shouldRunWhatReceiveAskedFor() {
        bench.run("b", module.onReceive(message -> every(module.context())));
        bench.run("a", new Probe()).context().publish(Messages.number(1));

        awaitRuns();
    }

    @Test
    void shouldRunWhatPeriodicWorkAskedFor() {
        AtomicBoolean asked = new AtomicBoolean();
        bench.run(
                "b",
                module.onCreate(context -> context.every(SHORT, () -> {
                    if (asked.compareAndSet(false, true)) {
                        every(context);
                    }
                })));

        awaitRuns();
    }

    @Test
    void shouldNotRunBeforeTheStartNorAfterTheStop() {
        AtomicBoolean started = new AtomicBoolean();
        AtomicBoolean wrong = new AtomicBoolean();
        AtomicBoolean destroyed = new AtomicBoolean();
        bench.create(
                "b",
                module.onCreate(context -> context.every(SHORT, () -> {
                    runs.incrementAndGet();
                    wrong.compareAndSet(false, !started.get() || destroyed.get());
                })));
        module.onStart(context -> started.set(true)).onDestroy(context -> destroyed.set(true));
        bench.start("b");
        awaitRuns();
        bench.stop("b", Duration.ZERO);

        await().until(() -> module.thread().getState() == Thread.State.TERMINATED);
        assertThat(wrong).isFalse();
    }

    @Test
    void shouldRunWhileMessagesWait() {
        int messages = 300;
        AtomicInteger runsBeforeTheLast = new AtomicInteger();
        bench.create("b", module.onCreate(this::every).onReceive(message -> {
            long later = System.nanoTime() + SHORT.toNanos();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(1000))
                    .until(() -> System.nanoTime() - later > 0);
            if (Messages.number(message) == messages) {
                runsBeforeTheLast.set(runs.get());
            }
        }));
        Probe source = bench.run("a", new Probe());
        Messages.upTo(messages).forEach(source.context()::publish);
        bench.start("b");
        bench.awaitDelivered("a", "b", messages);

        assertThat(runsBeforeTheLast).hasPositiveValue();
    }

    @Test
    void shouldPublish() {
        Probe sink = bench.run("b", new Probe());
        bench.run(
                "a",
                new Probe()
                        .onCreate(context ->
                                context.every(SHORT, () -> context.publish(Messages.number(runs.incrementAndGet())))));

        await().until(() -> sink.received().size() >= 3);
        assertThat(sink.numbers()).startsWith(1, 2, 3);
    }

    @Test
    void shouldRefuseAPeriodUnderAMillisecond() {
        Bench.done(bench.member("b")
                .instantiate(() -> module.onCreate(context -> context.every(Duration.ofNanos(999_999), () -> {}))));

        assertThat(Bench.failure(bench.member("b").create(JsonText.NONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the period is 999999 ns, the least is 1 ms");
    }

    @Test
    void shouldRefuseToBeAskedFromAnotherThread() {
        bench.run("b", module);

        assertThatIllegalStateException()
                .isThrownBy(() -> module.context().every(SHORT, () -> {}))
                .withMessageStartingWith("every() was called from the thread ")
                .withMessageEndingWith("; call it from create, start, receive or periodic work");
        assertThatIllegalArgumentException().isThrownBy(() -> module.context().every(Duration.ZERO, () -> {}));
    }
}
