package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuspensionTest {
    private final Bench bench = new Bench().add("a", "b").link(Links.spec("a", "b", Overflow.BLOCK, 4, Links.LONG));
    private final Probe source = bench.run("a", new Probe());
    private final Sleeper sleeper = bench.run("b", new Sleeper());
    private final Member member = bench.member("b");

    @AfterEach
    void close() {
        bench.close();
    }

    private List<PublishResult> publish(int from, int to) {
        return Messages.upTo(to)
                .skip(from - 1L)
                .map(message -> source.context().publish(message))
                .toList();
    }

    private LedgerSnapshot ledger() {
        return bench.ledger("a", "b");
    }

    @Test
    void shouldHoldMessagesWhileSuspendedAndDeliverThemInOrderAfterwards() {
        publish(1, 2);
        bench.awaitDelivered("a", "b", 2);
        Bench.done(member.suspend());
        assertThat(member.isSuspended()).isTrue();
        assertThat(member.isRunning()).isFalse();

        assertThat(publish(3, 6)).containsOnly(PublishResult.ACCEPTED);
        assertThat(ledger()).isEqualTo(new LedgerSnapshot(6, 2, 4, 0, Map.of()));
        Bench.done(member.resume());
        bench.awaitDelivered("a", "b", 6);

        assertThat(member.isSuspended()).isFalse();
        assertThat(sleeper.numbers()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(sleeper.calls())
                .containsSubsequence("start", "receive", "receive", "suspend", "resume", "receive", "receive");
        assertThat(sleeper.threads()).hasSize(1);
    }

    @Test
    void shouldCountWhatDoesNotFitWithAReasonOfItsOwnAndBlockNobody() {
        Bench.done(member.suspend());

        assertThat(publish(1, 4)).containsOnly(PublishResult.ACCEPTED);
        assertThat(publish(5, 7)).containsOnly(PublishResult.DROPPED);
        assertThat(ledger()).isEqualTo(new LedgerSnapshot(7, 0, 4, 0, Map.of(DropReason.SINK_SUSPENDED, 3L)));
        bench.assertBalanced();
    }

    @Test
    void shouldLetGoOfAPublisherThatWaitsForRoomWhenItIsSuspended() {
        CountDownLatch goOn = new CountDownLatch(1);
        sleeper.onReceive(message -> Probe.hang(goOn));
        publish(1, 1);
        await().until(() -> ledger().inFlight() == 1);
        publish(2, 5);
        CompletableFuture<PublishResult> blocked =
                CompletableFuture.supplyAsync(() -> source.context().publish(Messages.number(6)));
        sleeper.onSuspend(context -> blocked.join());
        CompletableFuture<Void> suspended = member.suspend();
        goOn.countDown();

        Bench.done(suspended);
        assertThat(blocked).isCompletedWithValue(PublishResult.DROPPED);
        assertThat(ledger()).isEqualTo(new LedgerSnapshot(6, 1, 4, 0, Map.of(DropReason.SINK_SUSPENDED, 1L)));
        bench.assertBalanced();
    }

    @Test
    void shouldRestWithPeriodicWorkToo() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        sleeper.onReceive(message -> sleeper.context().every(Duration.ofMillis(1), runs::incrementAndGet));
        publish(1, 1);
        await().until(() -> runs.get() > 0);
        Bench.done(member.suspend());
        int atRest = runs.get();
        for (int i = 0; i < 5; i++) {
            // Each passes through the loop that would run what is due.
            Thread.sleep(2);
            Bench.done(member.saveState().thenAccept(state -> {}));
        }
        assertThat(runs).hasValue(atRest);
        Bench.done(member.resume());

        await().until(() -> runs.get() > atRest);
    }

    @Test
    void shouldGoOnWhenItsSuspendThrows() {
        sleeper.onSuspend(context -> {
            throw new IllegalStateException("the valve is open");
        });

        assertThat(Bench.failure(member.suspend())).hasMessage("the valve is open");
        assertThat(member.isSuspended()).isFalse();
        publish(1, 3);
        bench.awaitDelivered("a", "b", 3);
    }

    @Test
    void shouldStaySuspendedWhenItsResumeThrows() {
        sleeper.onResume(context -> {
            throw new IllegalStateException("the valve is stuck");
        });
        Bench.done(member.suspend());

        assertThat(Bench.failure(member.resume())).hasMessage("the valve is stuck");
        assertThat(member.isSuspended()).isTrue();
        publish(1, 1);
        assertThat(ledger().queued()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAModuleThatCannotRestAndGoOn() {
        Probe plain = bench.add("plain").run("plain", new Probe());

        assertThat(bench.member("plain").roles().suspendable()).isFalse();
        assertThat(Bench.failure(bench.member("plain").suspend()))
                .isInstanceOf(NotSupportedException.class)
                .hasMessage("the module plain cannot be suspended: its class dev.bulkhead.broker.Probe does not"
                        + " implement dev.bulkhead.api.Suspendable");
        assertThat(bench.member("plain").isRunning()).isTrue();
        assertThat(plain.calls()).containsExactly("create", "start");
    }

    @Test
    void shouldRefuseWhatDoesNotFitToItsState() {
        assertThat(Bench.failure(member.resume())).hasMessage("the module b is not suspended");
        Bench.done(member.suspend());
        assertThat(Bench.failure(member.suspend())).hasMessage("the module b is suspended already");
        bench.stop("b", Duration.ZERO);
        assertThat(Bench.failure(member.suspend())).hasMessage("the module b is not running");
        assertThat(Bench.failure(member.resume())).hasMessage("the module b is not suspended");
        assertThat(member.isSuspended()).isFalse();
    }

    @Test
    void shouldLeaveWhatWaitsForASuspendedModuleToItsNextLife() {
        Bench.done(member.suspend());
        publish(1, 3);
        bench.stop("b", Links.LONG);
        assertThat(ledger().queued()).isEqualTo(3);
        assertThat(sleeper.calls()).endsWith("suspend", "destroy");

        Sleeper next = bench.run("b", new Sleeper());
        bench.awaitDelivered("a", "b", 3);
        assertThat(next.numbers()).containsExactly(1, 2, 3);
        assertThat(member.isSuspended()).isFalse();
    }

    @Test
    void shouldNotRestWhenItIsMarkedDownMeanwhile() {
        CountDownLatch goOn = new CountDownLatch(1);
        sleeper.onReceive(message -> Probe.hang(goOn));
        publish(1, 1);
        await().until(() -> ledger().inFlight() == 1);
        CompletableFuture<Void> suspended = member.suspend();
        member.markDown();
        goOn.countDown();

        assertThat(Bench.failure(suspended)).hasMessage("the module b is not running");
    }

    @Test
    void shouldProcessWhatItMustHaveProcessedBefore() {
        bench.add("c").link(LinkSpec.between("a", "c"));
        Sleeper slow = bench.run("c", new Sleeper());
        CountDownLatch goOn = new CountDownLatch(1);
        slow.onReceive(message -> Probe.hang(goOn));
        publish(1, 1);
        await().until(() -> bench.ledger("a", "c").inFlight() == 1);
        for (int i = 2; i <= 500; i++) {
            source.context().publish(Messages.number(i));
        }
        CompletableFuture<Void> suspended =
                bench.member("c").suspend(() -> slow.numbers().size() >= 500, Links.LONG);
        goOn.countDown();
        Bench.done(suspended);

        assertThat(slow.numbers()).hasSize(500);
        assertThat(slow.calls()).endsWith("receive", "suspend");
    }

    @Test
    void shouldNotWaitForAllThatIsQueuedBeforeItRests() {
        CountDownLatch goOn = new CountDownLatch(1);
        sleeper.onReceive(message -> Probe.hang(goOn));
        publish(1, 1);
        await().until(() -> ledger().inFlight() == 1);
        publish(2, 5);
        CompletableFuture<Void> suspended = member.suspend();
        goOn.countDown();
        Bench.done(suspended);

        assertThat(sleeper.numbers()).containsExactly(1);
        assertThat(ledger()).isEqualTo(new LedgerSnapshot(5, 1, 4, 0, Map.of()));
        Bench.done(member.resume());
        bench.awaitDelivered("a", "b", 5);
    }

    @Test
    void shouldGoOnWhenItDoesNotCatchUpInTime() {
        assertThat(Bench.failure(member.suspend(() -> false, Duration.ofMillis(20))))
                .hasMessage("the module b had not processed all that was sent to it after 20 ms; it goes on: try again"
                        + " when less waits for it");
        publish(1, 3);
        bench.awaitDelivered("a", "b", 3);
        assertThat(sleeper.calls()).doesNotContain("suspend");
    }

    @Test
    void shouldNotRestWhenTheRequestWasWithdrawnInTime() {
        CountDownLatch goOn = new CountDownLatch(1);
        sleeper.onReceive(message -> Probe.hang(goOn));
        publish(1, 1);
        await().until(() -> ledger().inFlight() == 1);
        CompletableFuture<Void> suspended = member.suspend();
        suspended.cancel(false);
        goOn.countDown();
        bench.awaitDelivered("a", "b", 1);
        publish(2, 2);
        bench.awaitDelivered("a", "b", 2);

        assertThat(sleeper.calls()).doesNotContain("suspend");
    }

    @Test
    void shouldTellALinkThatComesLaterThatItsSinkRests() {
        Bench.done(member.suspend());
        bench.add("c").link(Links.spec("c", "b", Overflow.BLOCK, 1, Links.LONG));
        Probe late = bench.run("c", new Probe());

        assertThat(late.context().publish(Messages.number(1))).isEqualTo(PublishResult.ACCEPTED);
        assertThat(late.context().publish(Messages.number(2))).isEqualTo(PublishResult.DROPPED);
        assertThat(bench.ledger("c", "b").dropped()).containsExactly(Map.entry(DropReason.SINK_SUSPENDED, 1L));
    }
}
