package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
    private static final int MESSAGES = 500;

    private final Bench bench = new Bench().add("a", "b").link(LinkSpec.between("a", "b"));
    private final CountDownLatch received = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Probe source = bench.run("a", new Probe());
    private final Probe sink = new Probe();

    @AfterEach
    void close() {
        goOn.countDown();
        bench.close();
    }

    /** Holds the sink in its first message, the others queued behind it. */
    private void holdInReceive() throws InterruptedException {
        bench.run("b", sink.onReceive(message -> {
            received.countDown();
            goOn.await();
        }));
        Messages.upTo(MESSAGES).forEach(source.context()::publish);
        Bench.await20s(received);
    }

    @Test
    void shouldProcessWhatIsQueuedBeforeItDestroys() throws InterruptedException {
        holdInReceive();
        CompletableFuture<Void> stopped = bench.member("b").stop(Links.LONG);
        goOn.countDown();

        Bench.done(stopped);
        assertThat(sink.received()).hasSize(MESSAGES);
        assertThat(sink.calls()).endsWith("receive", "endOfBatch", "destroy");
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(MESSAGES, MESSAGES, 0, 0, Map.of()));
    }

    @Test
    void shouldLeaveWhatIsQueuedWhenThereIsNoTime() throws InterruptedException {
        holdInReceive();
        CompletableFuture<Void> stopped = bench.member("b").stop(Duration.ZERO);
        goOn.countDown();

        Bench.done(stopped);
        assertThat(sink.calls()).containsExactly("create", "start", "receive", "endOfBatch", "destroy");
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(MESSAGES, 1, MESSAGES - 1, 0, Map.of()));
    }

    @Test
    void shouldLeaveWhatIsQueuedWhenTheTimeIsOver() throws InterruptedException {
        holdInReceive();
        Duration drainFor = Duration.ofMillis(50);
        CompletableFuture<Void> stopped = bench.member("b").stop(drainFor);
        long over = System.nanoTime() + drainFor.toNanos();
        await().until(() -> System.nanoTime() - over > 0);
        goOn.countDown();

        Bench.done(stopped);
        assertThat(sink.calls()).containsExactly("create", "start", "receive", "endOfBatch", "destroy");
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(MESSAGES, 1, MESSAGES - 1, 0, Map.of()));
    }

    @Test
    void shouldStopInTheMiddleOfTheQueueWhenTheTimeIsOver() throws InterruptedException {
        holdInReceive();
        Duration drainFor = Duration.ofMillis(200);
        CompletableFuture<Void> stopped = bench.member("b").stop(drainFor);
        long over = System.nanoTime() + drainFor.toNanos();
        sink.onReceive(message -> {
            if (Messages.number(message) == 10) {
                await().until(() -> System.nanoTime() - over > 0);
            }
        });
        goOn.countDown();

        Bench.done(stopped);
        assertThat(sink.received()).hasSize(10);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(MESSAGES, 10, MESSAGES - 10, 0, Map.of()));
    }

    @Test
    void shouldDrainInOneBatchThoughPeriodicWorkIsDue() throws InterruptedException {
        sink.onCreate(context -> context.every(Duration.ofMillis(1), () -> {}));
        holdInReceive();
        CompletableFuture<Void> stopped = bench.member("b").stop(Links.LONG);
        goOn.countDown();

        Bench.done(stopped);
        assertThat(sink.received()).hasSize(MESSAGES);
        assertThat(sink.calls().stream().filter("endOfBatch"::equals).count()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldHandWhatWasLeftToTheNext() throws InterruptedException {
        holdInReceive();
        CompletableFuture<Void> stopped = bench.member("b").stop(Duration.ZERO);
        goOn.countDown();
        Bench.done(stopped);
        Probe next = bench.run("b", new Probe());

        bench.awaitDelivered("a", "b", MESSAGES);
        assertThat(next.numbers()).hasSize(MESSAGES - 1).isSorted().startsWith(2);
    }

    @Test
    void shouldQueueForAStoppedModuleUntilItsQueueIsFull() {
        bench.run("b", sink);
        bench.stop("b", Duration.ZERO);
        for (int i = 1; i <= LinkSpec.DEFAULT_CAPACITY; i++) {
            assertThat(source.context().publish(Messages.number(i))).isEqualTo(PublishResult.ACCEPTED);
        }

        assertThat(source.context().publish(Messages.number(0))).isEqualTo(PublishResult.DROPPED);
        assertThat(bench.ledger("a", "b"))
                .isEqualTo(new LedgerSnapshot(1025, 0, 1024, 0, Map.of(DropReason.SINK_DOWN, 1L)));
    }

    @Test
    void shouldDrainOnlyWhatTheModuleMayStillTake() throws InterruptedException {
        holdInReceive();
        bench.member("b").markDown();
        CompletableFuture<Void> stopped = bench.member("b").stop(Links.LONG);
        goOn.countDown();

        Bench.done(stopped);
        assertThat(sink.received()).hasSize(1);
        assertThat(bench.ledger("a", "b").queued()).isEqualTo(MESSAGES - 1);
    }
}
