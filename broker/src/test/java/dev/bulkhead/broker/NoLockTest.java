package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While user code runs, everything else goes on: nothing of the broker is locked. */
class NoLockTest {
    private final Bench bench = new Bench()
            .add("source", "stuck", "other", "trigger")
            .link(Links.spec("*", "stuck", Overflow.DROP_OLDEST, 10, Links.LONG))
            .link(LinkSpec.between("source", "other"));
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final Probe source = bench.run("source", new Probe());

    @AfterEach
    void close() {
        goOn.countDown();
        bench.close();
    }

    private void stick() {
        stuck.countDown();
        Probe.hang(goOn);
    }

    private void publishToStuckAlone() {
        Probe trigger = bench.run("trigger", new Probe());
        assertThat(trigger.context().publish(Messages.number(0))).isEqualTo(PublishResult.ACCEPTED);
    }

    private void assertAllElseGoesOn() throws InterruptedException {
        Bench.await20s(stuck);
        CompletableFuture<Void> everything = CompletableFuture.runAsync(() -> {
            Probe other = bench.run("other", new Probe());
            for (int i = 1; i <= 10; i++) {
                assertThat(source.context().publish(Messages.number(i))).isEqualTo(PublishResult.ACCEPTED);
            }
            bench.awaitDelivered("source", "other", 10);
            assertThat(other.received()).hasSize(10);
            assertThat(bench.broker().links()).hasSize(4);
            bench.add("new").link(LinkSpec.between("source", "new"));
            bench.run("new", new Probe());
            assertThat(bench.member("stuck").busyFor()).isGreaterThanOrEqualTo(Duration.ZERO);
            bench.member("stuck").markDown();
            source.context().publish(Messages.number(11));
            bench.awaitDelivered("source", "new", 1);
            bench.stop("other", Duration.ZERO);
            bench.member("stuck").abandon();
        });

        assertThat(everything).succeedsWithin(Duration.ofSeconds(30));
        assertThat(goOn.getCount()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhileAConstructorRuns() throws InterruptedException {
        CompletableFuture<Void> made = bench.member("stuck").instantiate(() -> {
            stick();
            return new Probe();
        });
        assertAllElseGoesOn();
        assertThat(made).isNotDone();
    }

    @Test
    void shouldGoOnWhileCreateRuns() throws InterruptedException {
        Bench.done(bench.member("stuck").instantiate(() -> new Probe().onCreate(context -> stick())));
        CompletableFuture<Void> created = bench.member("stuck").create(JsonText.NONE);
        assertAllElseGoesOn();
        assertThat(created).isNotDone();
    }

    @Test
    void shouldGoOnWhileStartRuns() throws InterruptedException {
        bench.create("stuck", new Probe().onStart(context -> stick()));
        CompletableFuture<Void> started = bench.member("stuck").start(DeliveryListener.NONE);
        assertAllElseGoesOn();
        assertThat(started).isNotDone();
    }

    @Test
    void shouldGoOnWhileReceiveRuns() throws InterruptedException {
        bench.run("stuck", new Probe().onReceive(message -> stick()));
        publishToStuckAlone();
        assertAllElseGoesOn();
    }

    @Test
    void shouldGoOnWhileEndOfBatchRuns() throws InterruptedException {
        bench.run("stuck", new Probe().onEndOfBatch(context -> stick()));
        publishToStuckAlone();
        assertAllElseGoesOn();
    }

    @Test
    void shouldGoOnWhilePeriodicWorkRuns() throws InterruptedException {
        bench.run("stuck", new Probe().onCreate(context -> context.every(Duration.ofMillis(1), this::stick)));
        assertAllElseGoesOn();
    }

    @Test
    void shouldGoOnWhileDestroyRuns() throws InterruptedException {
        bench.run("stuck", new Probe().onDestroy(context -> stick()));
        CompletableFuture<Void> stopped = bench.member("stuck").stop(Duration.ZERO);
        assertAllElseGoesOn();
        assertThat(stopped).isNotDone();
    }
}
