package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sink is held in {@code receive}, so the queue of the link fills. */
class BlockedPublisherTest {
    private final Bench bench = new Bench();
    private final Semaphore receives = new Semaphore(0);
    private final Probe source = new Probe();
    private final Probe sink = new Probe().onReceive(message -> receives.acquire());

    @AfterEach
    void close() {
        bench.close();
    }

    /** Leaves the first message with the sink, and the queue full with the next ones. */
    private void fill(Overflow overflow, int capacity, Duration blockFor) {
        bench.add("a", "b").link(Links.spec(overflow, capacity, blockFor));
        bench.run("b", sink);
        bench.run("a", source);
        publish(1);
        await().until(() -> !sink.received().isEmpty());
        for (int i = 2; i <= capacity + 1; i++) {
            publish(i);
        }
    }

    private void publish(int number) {
        assertThat(source.context().publish(Messages.number(number))).isEqualTo(PublishResult.ACCEPTED);
    }

    private CompletableFuture<PublishResult> publishBlocked(int number) {
        CompletableFuture<PublishResult> result = new CompletableFuture<>();
        Thread publisher = new Thread(() -> result.complete(source.context().publish(Messages.number(number))));
        publisher.setDaemon(true);
        publisher.start();
        await().until(() -> publisher.getState() == Thread.State.TIMED_WAITING);
        assertThat(result).isNotDone();
        return result;
    }

    private static void assertResult(CompletableFuture<PublishResult> future, PublishResult result) {
        assertThat(future).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(result);
    }

    @Test
    void shouldGoOnWhenTheSinkTakesAMessage() {
        fill(Overflow.BLOCK, 2, Links.LONG);
        CompletableFuture<PublishResult> fourth = publishBlocked(4);
        receives.release(4);

        assertResult(fourth, PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 4);
        assertThat(sink.numbers()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldGoOnThoughTheSinkIsBusyWithTheMessageThatMadeRoom() {
        fill(Overflow.BLOCK, 3, Links.LONG);
        CompletableFuture<PublishResult> fifth = publishBlocked(5);
        receives.release();

        assertResult(fifth, PublishResult.ACCEPTED);
        await().until(() -> sink.numbers().equals(List.of(1, 2)));
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(5, 1, 3, 1, Map.of()));
    }

    @Test
    void shouldReleaseAsManyPublishersAsThereIsRoomFor() {
        fill(Overflow.BLOCK, 2, Links.LONG);
        List<CompletableFuture<PublishResult>> blocked =
                List.of(publishBlocked(4), publishBlocked(5), publishBlocked(6));
        receives.release(2);

        await().until(() -> blocked.stream().filter(CompletableFuture::isDone).count() == 2);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(5, 2, 2, 1, Map.of()));
        receives.release(4);
        blocked.forEach(result -> assertResult(result, PublishResult.ACCEPTED));
        bench.awaitDelivered("a", "b", 6);
    }

    @Test
    void shouldDropTheMessageWhenThereIsNoRoomInTime() {
        fill(Overflow.BLOCK, 2, Duration.ofMillis(50));

        assertThat(source.context().publish(Messages.number(4))).isEqualTo(PublishResult.DROPPED);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(4, 0, 2, 1, Map.of(DropReason.TIMEOUT, 1L)));
    }

    @Test
    void shouldNotWaitAtAllWhenItMayNot() {
        fill(Overflow.BLOCK, 2, Duration.ZERO);

        assertThat(source.context().publish(Messages.number(4))).isEqualTo(PublishResult.DROPPED);
        assertThat(bench.ledger("a", "b").dropped()).isEqualTo(Map.of(DropReason.TIMEOUT, 1L));
    }

    @Test
    void shouldBeReleasedWhenTheSinkGoesDown() {
        fill(Overflow.BLOCK, 2, Links.LONG);
        CompletableFuture<PublishResult> fourth = publishBlocked(4);
        CompletableFuture<PublishResult> fifth = publishBlocked(5);
        bench.member("b").markDown();

        assertResult(fourth, PublishResult.DROPPED);
        assertResult(fifth, PublishResult.DROPPED);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(5, 0, 2, 1, Map.of(DropReason.SINK_DOWN, 2L)));
    }

    @Test
    void shouldBeReleasedWhenTheSinkIsStopped() {
        fill(Overflow.BLOCK, 2, Links.LONG);
        CompletableFuture<PublishResult> fourth = publishBlocked(4);
        CompletableFuture<Void> stopped = bench.member("b").stop(Duration.ofSeconds(20));
        receives.release(4);

        Bench.done(stopped);
        assertThat(fourth).succeedsWithin(Duration.ofSeconds(20));
        bench.assertBalanced();
    }

    @Test
    void shouldKeepAnInterruptAndStillPublish() {
        fill(Overflow.BLOCK, 1, Links.LONG);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread publisher = new Thread(() -> {
            publish(3);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        publisher.start();
        await().until(() -> publisher.getState() == Thread.State.TIMED_WAITING);
        publisher.interrupt();
        receives.release(3);

        assertThat(interrupted).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
        bench.awaitDelivered("a", "b", 3);
    }

    @Test
    void shouldStillServeOtherLinksOfTheSameSourceAfterATimeout() {
        fill(Overflow.BLOCK, 1, Duration.ofMillis(20));
        Probe other = bench.add("c").link(LinkSpec.between("a", "c")).run("c", new Probe());

        assertThat(source.context().publish(Messages.number(3))).isEqualTo(PublishResult.PARTLY_DROPPED);
        bench.awaitDelivered("a", "c", 1);
        assertThat(other.numbers()).containsExactly(3);
    }

    @Test
    void shouldNotHoldUpOtherPublishersToOtherSinks() {
        fill(Overflow.BLOCK, 1, Links.LONG);
        CompletableFuture<PublishResult> blocked = publishBlocked(3);
        bench.add("c").link(LinkSpec.between("b", "c")).run("c", new Probe());

        assertThat(sink.context().publish(Messages.number(9))).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("b", "c", 1);
        assertThat(blocked).isNotDone();
    }

    @Test
    void shouldPushOutTheOldestInsteadWhereTheLinkSaysSo() {
        fill(Overflow.DROP_OLDEST, 2, Links.LONG);
        publish(4);
        publish(5);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(5, 0, 2, 1, Map.of(DropReason.OVERFLOW, 2L)));
        receives.release(3);

        bench.awaitDelivered("a", "b", 3);
        assertThat(sink.numbers()).containsExactly(1, 4, 5);
    }

    @Test
    void shouldDropTheNewestInsteadWhereTheLinkSaysSo() {
        fill(Overflow.DROP_NEWEST, 2, Links.LONG);

        assertThat(source.context().publish(Messages.number(4))).isEqualTo(PublishResult.DROPPED);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(4, 0, 2, 1, Map.of(DropReason.OVERFLOW, 1L)));
        receives.release(3);
        bench.awaitDelivered("a", "b", 3);
        assertThat(sink.numbers()).containsExactly(1, 2, 3);
    }

    @Test
    void shouldWaitForRoomInBytes() {
        CountDownLatch end = new CountDownLatch(1);
        bench.add("a", "b").link(new LinkSpec("a", "b", Map.of(), Overflow.BLOCK, 100, 1000, Duration.ofMillis(20)));
        bench.run("b", new Probe().onReceive(message -> end.await()));
        bench.run("a", source);
        assertThat(source.context().publish(Messages.ofSize(100))).isEqualTo(PublishResult.ACCEPTED);
        await().until(() -> bench.ledger("a", "b").inFlight() == 1);

        assertThat(source.context().publish(Messages.ofSize(600))).isEqualTo(PublishResult.ACCEPTED);
        assertThat(source.context().publish(Messages.ofSize(401))).isEqualTo(PublishResult.DROPPED);
        assertThat(source.context().publish(Messages.ofSize(400))).isEqualTo(PublishResult.ACCEPTED);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(4, 0, 2, 1, Map.of(DropReason.TIMEOUT, 1L)));
    }
}
