package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LifecycleTest {
    private final Bench bench = new Bench().add("a", "b").link(LinkSpec.between("a", "b"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldCallAModuleInOrder() {
        Probe source = bench.run("a", new Probe());
        Probe sink = bench.run("b", new Probe());
        source.context().publish(Messages.number(1));
        bench.awaitDelivered("a", "b", 1);
        bench.stop("b", Links.LONG);

        assertThat(sink.calls()).containsExactly("create", "start", "receive", "endOfBatch", "destroy");
    }

    @Test
    void shouldCallAModuleOnOneThreadThatBearsItsName() {
        Probe source = bench.run("a", new Probe());
        AtomicReference<Probe> sink = new AtomicReference<>();
        CopyOnWriteArrayList<String> names = new CopyOnWriteArrayList<>();
        Bench.done(bench.member("b").instantiate(() -> {
            Probe made = new Probe();
            made.onCreate(context -> context.every(
                            Duration.ofMillis(1), () -> made.threads().add(Thread.currentThread())))
                    .onReceive(message -> names.add(MDC.get("module")));
            sink.set(made);
            return made;
        }));
        Bench.done(bench.member("b").create(JsonText.NONE));
        bench.start("b");
        for (int i = 1; i <= 100; i++) {
            source.context().publish(Messages.number(i));
        }
        bench.awaitDelivered("a", "b", 100);
        bench.stop("b", Links.LONG);

        assertThat(sink.get().calls()).contains("create", "start", "receive", "endOfBatch", "destroy");
        assertThat(sink.get().threads())
                .hasSize(1)
                .first()
                .extracting(Thread::getName)
                .isEqualTo("module-b");
        assertThat(names).containsOnly("b");
    }

    @Test
    void shouldGiveTheModuleItsNameAndArguments() {
        Probe module = new Probe();
        Bench.done(bench.member("b").instantiate(() -> module));
        Bench.done(bench.member("b").create(new JsonText("{\"limit\":3}")));

        ModuleContext context = module.context();
        assertThat(context.name()).isEqualTo("b");
        assertThat(context.argsJson()).isEqualTo("{\"limit\":3}");
        assertThat(context.args(String.class)).isEqualTo("{\"limit\":3}");
    }

    @Test
    void shouldNotDeliverBeforeTheStartHasReturned() {
        Probe source = bench.run("a", new Probe());
        Probe sink = bench.create("b", new Probe());
        sink.onStart(context -> sink.context().publish(Messages.number(0)));
        source.context().publish(Messages.number(1));
        assertThat(bench.ledger("a", "b").queued()).isEqualTo(1);
        assertThat(sink.calls()).containsExactly("create");
        assertThat(bench.member("b").isRunning()).isFalse();

        bench.start("b");
        bench.awaitDelivered("a", "b", 1);
        assertThat(bench.member("b").isRunning()).isTrue();
        assertThat(sink.calls()).startsWith("create", "start", "receive");
    }

    @Test
    void shouldPublishFromCreateToDestroyAndNotAfter() {
        bench.run("b", new Probe());
        List<PublishResult> results = new CopyOnWriteArrayList<>();
        Probe source = new Probe();
        source.onCreate(context -> results.add(context.publish(Messages.number(1))))
                .onStart(context -> results.add(context.publish(Messages.number(2))))
                .onDestroy(context -> results.add(context.publish(Messages.number(3))));
        bench.run("a", source);
        bench.stop("a", Duration.ZERO);

        assertThat(results).containsExactly(PublishResult.ACCEPTED, PublishResult.ACCEPTED, PublishResult.ACCEPTED);
        assertThat(source.context().publish(Messages.number(4))).isEqualTo(PublishResult.CLOSED);
        assertThat(bench.member("a").refused()).isEqualTo(1);
        bench.awaitDelivered("a", "b", 3);
    }

    @Test
    void shouldEndItsThreadWithTheStop() {
        Probe module = bench.run("b", new Probe());
        bench.stop("b", Duration.ZERO);

        await().until(() -> module.thread().getState() == Thread.State.TERMINATED);
        assertThat(bench.member("b").busyFor()).isZero();
    }

    @Test
    void shouldDestroyOnceHoweverOftenItIsStopped() {
        Probe module = bench.run("b", new Probe());
        CompletableFuture<Void> held = new CompletableFuture<>();
        module.onDestroy(context -> held.join());
        CompletableFuture<Void> first = bench.member("b").stop(Duration.ZERO);
        CompletableFuture<Void> second = bench.member("b").stop(Duration.ZERO);
        held.complete(null);

        Bench.done(first);
        Bench.done(second);
        assertThat(module.calls()).containsExactly("create", "start", "destroy");
    }

    @Test
    void shouldBeginAnewAfterAStop() {
        Probe source = bench.run("a", new Probe());
        bench.run("b", new Probe());
        bench.stop("b", Duration.ZERO);
        source.context().publish(Messages.number(1));
        Probe second = bench.run("b", new Probe());
        source.context().publish(Messages.number(2));
        bench.awaitDelivered("a", "b", 2);

        assertThat(second.numbers()).containsExactly(1, 2);
        assertThat(second.context().publish(Messages.number(3))).isEqualTo(PublishResult.UNROUTED);
        bench.assertBalanced();
    }

    @Test
    void shouldTellForHowLongItsThreadHasBeenBusy() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        Probe source = bench.run("a", new Probe());
        bench.run("b", new Probe().onReceive(message -> held.join()));
        await().until(() -> bench.member("b").busyFor().isZero());
        source.context().publish(Messages.number(1));

        await().until(() -> bench.member("b").busyFor().compareTo(Duration.ofMillis(20)) > 0);
        held.complete(null);
        await().until(() -> bench.member("b").busyFor().isZero());
    }
}
