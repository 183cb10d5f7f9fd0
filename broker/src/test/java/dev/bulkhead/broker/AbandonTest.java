package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module hangs in its own code, is given up, and its place is taken anew; then the hung thread comes back. */
class AbandonTest {
    private final Bench bench = new Bench();
    private final CountDownLatch comeBack = new CountDownLatch(1);
    private final Probe source = new Probe();
    private final Probe hung = new Probe();

    @BeforeEach
    void link() {
        bench.add("a", "b").link(Links.spec("a", "b", Overflow.BLOCK, 100, Links.LONG));
        bench.run("a", source);
    }

    @AfterEach
    void close() {
        comeBack.countDown();
        bench.close();
    }

    private void publish(int first, int last) {
        IntStream.rangeClosed(first, last)
                .forEach(i ->
                        assertThat(source.context().publish(Messages.number(i))).isEqualTo(PublishResult.ACCEPTED));
    }

    private void hangInReceive() {
        hung.onReceive(message -> Probe.hang(comeBack));
        bench.run("b", hung);
        publish(1, 10);
        await().until(() -> !hung.received().isEmpty());
    }

    private void comeBack() {
        comeBack.countDown();
        await().until(() -> hung.thread().getState() == Thread.State.TERMINATED);
    }

    @Test
    void shouldNotTakeMessagesFromItsSuccessor() {
        hangInReceive();
        bench.member("b").abandon();
        Probe successor = bench.run("b", new Probe());
        publish(11, 20);
        comeBack();
        publish(21, 50);
        bench.awaitDelivered("a", "b", 50);

        assertThat(hung.numbers()).containsExactly(1);
        assertThat(successor.numbers())
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 50).boxed().toList());
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(50, 50, 0, 0, Map.of()));
    }

    @Test
    void shouldCountTheMessageItHungInWhenItThrowsAtLast() {
        hung.onReceive(message -> {
            Probe.hang(comeBack);
            throw new IllegalStateException("too late");
        });
        bench.run("b", hung);
        publish(1, 1);
        await().until(() -> !hung.received().isEmpty());
        bench.member("b").abandon();
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(1, 0, 0, 1, Map.of()));
        comeBack();

        assertThat(bench.ledger("a", "b"))
                .isEqualTo(new LedgerSnapshot(1, 0, 0, 0, Map.of(DropReason.RECEIVE_FAILED, 1L)));
    }

    @Test
    void shouldNotStopItsSuccessorWhenAStopWasPending() {
        hangInReceive();
        CompletableFuture<Void> stopped = bench.member("b").stop(Links.LONG);
        bench.member("b").abandon();
        Probe successor = bench.run("b", new Probe());
        comeBack();

        Bench.done(stopped);
        assertThat(bench.member("b").isRunning()).isTrue();
        publish(11, 20);
        bench.awaitDelivered("a", "b", 20);
        assertThat(successor.calls()).doesNotContain("destroy");
        assertThat(successor.thread().isAlive()).isTrue();
        assertThat(hung.calls()).containsOnlyOnce("destroy");
    }

    @Test
    void shouldDestroyItsModuleOnceOnItsOwnThreadAndEnd() {
        hangInReceive();
        Thread thread = hung.thread();
        bench.member("b").abandon();
        comeBack();

        assertThat(hung.calls())
                .startsWith("create", "start", "receive")
                .endsWith("destroy")
                .containsOnlyOnce("destroy");
        assertThat(hung.thread()).isSameAs(thread);
    }

    @Test
    void shouldPublishNothingInTheNameOfItsSuccessor() {
        bench.link(Links.spec("b", "a", Overflow.BLOCK, 100, Links.LONG));
        hangInReceive();
        bench.member("b").abandon();
        Probe successor = bench.run("b", new Probe());

        assertThat(hung.context().publish(Messages.number(1))).isEqualTo(PublishResult.CLOSED);
        assertThat(successor.context().publish(Messages.number(2))).isEqualTo(PublishResult.ACCEPTED);
        assertThat(bench.member("b").refused()).isEqualTo(1);
        bench.awaitDelivered("b", "a", 1);
        assertThat(source.numbers()).containsExactly(2);
    }

    @Test
    void shouldBeInterruptedAndReleaseWhoWaitsForRoom() {
        CountDownLatch never = new CountDownLatch(1);
        hung.onReceive(message -> never.await());
        bench.run("b", hung);
        publish(1, 101);
        CompletableFuture<PublishResult> blocked =
                CompletableFuture.supplyAsync(() -> source.context().publish(Messages.number(102)));
        bench.member("b").abandon();

        assertThat(blocked).succeedsWithin(Duration.ofSeconds(20)).isIn(PublishResult.ACCEPTED, PublishResult.DROPPED);
        await().until(() -> hung.thread().getState() == Thread.State.TERMINATED);
        assertThat(hung.numbers()).containsExactly(1);
        assertThat(bench.ledger("a", "b").dropped()).containsEntry(DropReason.RECEIVE_FAILED, 1L);
        bench.assertBalanced();
    }

    @Test
    void shouldNotDestroyAModuleThatWasMadeTooLate() {
        CompletableFuture<Void> made = bench.member("b").instantiate(() -> {
            Probe.hang(comeBack);
            return hung;
        });
        bench.member("b").abandon();
        Probe successor = bench.run("b", new Probe());
        comeBack.countDown();

        Bench.done(made);
        publish(1, 10);
        bench.awaitDelivered("a", "b", 10);
        assertThat(hung.calls()).isEmpty();
        assertThat(successor.calls()).startsWith("create", "start", "receive");
    }

    @Test
    void shouldDestroyAModuleThatWasCreatedTooLate() {
        Bench.done(bench.member("b").instantiate(() -> hung.onCreate(context -> Probe.hang(comeBack))));
        CompletableFuture<Void> created = bench.member("b").create(JsonText.NONE);
        bench.member("b").abandon();
        Probe successor = bench.run("b", new Probe());
        comeBack.countDown();

        Bench.done(created);
        await().until(() -> hung.calls().equals(java.util.List.of("create", "destroy")));
        assertThat(successor.calls()).containsExactly("create", "start");
        assertThat(hung.context().publish(Messages.number(1))).isEqualTo(PublishResult.CLOSED);
    }

    @Test
    void shouldNotRunAModuleThatStartedTooLate() {
        bench.create("b", hung.onStart(context -> Probe.hang(comeBack)));
        CompletableFuture<Void> started = bench.member("b").start(DeliveryListener.NONE);
        await().until(() -> hung.calls().contains("start"));
        bench.member("b").abandon();
        publish(1, 10);
        comeBack();

        Bench.done(started);
        assertThat(bench.member("b").isRunning()).isFalse();
        assertThat(hung.calls()).containsExactly("create", "start", "destroy");
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(10, 0, 10, 0, Map.of()));
    }

    @Test
    void shouldDoNoPeriodicWorkAnyMore() {
        Probe periodic = hung.onCreate(context -> context.every(Duration.ofMillis(1), () -> Probe.hang(comeBack)));
        bench.run("b", periodic);
        await().until(() -> bench.member("b").busyFor().compareTo(Duration.ofMillis(50)) > 0);
        bench.member("b").abandon();
        comeBack();

        assertThat(hung.calls()).containsExactly("create", "start", "destroy");
    }
}
