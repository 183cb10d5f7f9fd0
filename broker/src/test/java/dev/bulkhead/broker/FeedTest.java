package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.MessageTooLargeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishes of module {@code a} that do not wait long. */
class FeedTest {
    private final Bench bench = new Bench().add("a", "b", "c");
    private final Semaphore receives = new Semaphore(0);
    private final FakeForwarder forwarder = bench.run("a", new FakeForwarder());
    private final Probe sink = new Probe().onReceive(message -> receives.acquire());

    @AfterEach
    void close() {
        bench.close();
    }

    private Feed feed() {
        return forwarder.port().feed(0);
    }

    /** {@return whether a publish of its own was complete at once} */
    private boolean publish(int number) {
        Feed feed = feed();
        boolean complete = publish(feed, number);
        feed.wakeSinks();
        return complete;
    }

    private static boolean publish(Feed feed, int number) {
        return feed.publish(Messages.number(number), System.nanoTime());
    }

    private static boolean resume(Feed feed) {
        return feed.resume(System.nanoTime());
    }

    /** Leaves one message with the sink, and one in the queue. */
    private void fill(Overflow overflow, Duration blockFor) {
        bench.link(Links.spec(overflow, 1, blockFor));
        bench.run("b", sink);
        assertThat(publish(1)).isTrue();
        await().until(() -> !sink.received().isEmpty());
        assertThat(publish(2)).isTrue();
    }

    @Test
    void shouldBeCompleteAtOnceWhenThereIsRoom() {
        bench.link(LinkSpec.between("a", "b")).link(LinkSpec.between("a", "c"));

        assertThat(publish(1)).isTrue();
        assertThat(bench.ledger("a", "b").queued()).isEqualTo(1);
        assertThat(bench.ledger("a", "c").queued()).isEqualTo(1);
    }

    @Test
    void shouldNotBeCompleteWhileALinkHasNoRoom() {
        fill(Overflow.BLOCK, Links.LONG);
        Feed feed = feed();

        assertThat(publish(feed, 3)).isFalse();
        assertThat(resume(feed)).isFalse();
        assertThat(feed.isUnfinished()).isTrue();
        assertThat(bench.ledger("a", "b").published()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWhereItWasLeft() {
        bench.link(LinkSpec.between("a", "c"));
        fill(Overflow.BLOCK, Links.LONG);
        Feed feed = feed();
        assertThat(publish(feed, 3)).isFalse();
        assertThat(bench.ledger("a", "c").queued()).isEqualTo(3);
        receives.release();
        await().until(() -> sink.received().size() == 2);

        assertThat(resume(feed)).isTrue();
        assertThat(bench.ledger("a", "c").queued()).isEqualTo(3);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(3, 1, 1, 1, Map.of()));
    }

    @Test
    void shouldWaitForRoomUntilTheDeadline() {
        fill(Overflow.BLOCK, Links.LONG);
        long deadline = System.nanoTime() + Duration.ofMillis(20).toNanos();

        assertThat(feed().publish(Messages.number(3), deadline)).isFalse();
        assertThat(System.nanoTime() - deadline).isNotNegative();
    }

    @Test
    void shouldGoOnAsSoonAsThereIsRoom() {
        fill(Overflow.BLOCK, Links.LONG);
        Feed feed = feed();
        long deadline = System.nanoTime() + Links.LONG.toNanos();
        CompletableFuture<Boolean> complete =
                CompletableFuture.supplyAsync(() -> feed.publish(Messages.number(3), deadline));
        receives.release();

        assertThat(complete).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
    }

    @Test
    void shouldCountTheTimeBetweenTwoCallsTowardsBlockFor() {
        Duration blockFor = Duration.ofMillis(50);
        fill(Overflow.BLOCK, blockFor);
        Feed feed = feed();
        assertThat(publish(feed, 3)).isFalse();
        long over = System.nanoTime() + blockFor.toNanos();
        await().until(() -> System.nanoTime() - over > 0);

        assertThat(resume(feed)).isTrue();
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(3, 0, 1, 1, Map.of(DropReason.TIMEOUT, 1L)));
    }

    @Test
    void shouldGiveEveryLinkItsOwnTime() {
        Duration blockFor = Duration.ofMillis(50);
        fill(Overflow.BLOCK, blockFor);
        assertThat(feed().publish(Messages.number(3), System.nanoTime() + Links.LONG.toNanos()))
                .isTrue();
        bench.link(Links.spec("a", "c", Overflow.BLOCK, 1, Links.LONG));
        bench.run("c", new Probe().onReceive(message -> receives.acquire()));
        Feed feed = feed();
        long deadline = System.nanoTime() + Links.LONG.toNanos();

        assertThat(feed.publish(Messages.number(4), deadline)).isTrue();
        feed.wakeSinks();
        await().until(() -> bench.ledger("a", "c").inFlight() == 1);
        assertThat(feed.publish(Messages.number(5), deadline)).isTrue();
        assertThat(feed.publish(Messages.number(6), System.nanoTime() + 4 * blockFor.toNanos()))
                .isFalse();
        assertThat(bench.ledger("a", "b").dropped()).containsExactly(Map.entry(DropReason.TIMEOUT, 4L));
        assertThat(bench.ledger("a", "c")).isEqualTo(new LedgerSnapshot(2, 0, 1, 1, Map.of()));
    }

    @Test
    void shouldDropWhereTheLinkSaysSo() {
        fill(Overflow.DROP_NEWEST, Links.LONG);

        assertThat(publish(3)).isTrue();
        assertThat(bench.ledger("a", "b").dropped()).containsExactly(Map.entry(DropReason.OVERFLOW, 1L));
    }

    @Test
    void shouldNotWaitForASinkThatGoesDown() {
        fill(Overflow.BLOCK, Links.LONG);
        Feed feed = feed();
        assertThat(publish(feed, 3)).isFalse();
        bench.member("b").markDown();

        assertThat(resume(feed)).isTrue();
        assertThat(bench.ledger("a", "b").dropped()).containsExactly(Map.entry(DropReason.SINK_DOWN, 1L));
    }

    @Test
    void shouldSkipALinkThatDoesNotWantTheMessage() {
        bench.link(new LinkSpec("a", "b", Map.of("kind", "cpu"), Overflow.BLOCK, 1, Links.LONG));

        assertThat(publish(1)).isTrue();
        assertThat(bench.ledger("a", "b").published()).isZero();
        assertThat(bench.member("a").unrouted()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMessageThatIsTooLarge() {
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> feed().publish(Messages.ofSize(Bench.MAX_MESSAGE + 1), System.nanoTime()));
        assertThat(bench.member("a").refused()).isEqualTo(1);
    }

    @Test
    void shouldWakeASinkOnceForManyMessages() {
        bench.link(LinkSpec.between("a", "b"));
        Probe counter = bench.run("b", new Probe());
        Feed feed = feed();
        for (int i = 1; i <= 300; i++) {
            assertThat(publish(feed, i)).isTrue();
        }
        await("for the first 256, of which the sink hears though more may follow")
                .until(() -> counter.received().size() >= 256);
        feed.wakeSinks();

        await().until(() -> counter.received().size() == 300);
    }

    @Test
    void shouldWakeTheSinksOfOldRoutesWhenTheRoutesChange() {
        bench.link(LinkSpec.between("a", "b"));
        Probe first = bench.run("b", new Probe());
        Feed feed = feed();
        assertThat(publish(feed, 1)).isTrue();
        bench.link(LinkSpec.between("a", "c"));
        assertThat(publish(feed, 2)).isTrue();

        await().until(() -> !first.received().isEmpty());
    }

    @Test
    void shouldNotBeginAPublishBeforeTheLastIsComplete() {
        fill(Overflow.BLOCK, Links.LONG);
        Feed feed = feed();
        assertThatIllegalStateException().isThrownBy(() -> resume(feed));
        assertThat(publish(feed, 3)).isFalse();

        assertThatIllegalStateException().isThrownBy(() -> publish(feed, 4));
    }

    @Test
    void shouldSayOfLinksInMemoryThatAllIsStoredWhosePublishIsComplete() {
        fill(Overflow.BLOCK, Links.LONG);
        Feed feed = feed();
        assertThat(feed.stored(System.nanoTime())).isZero();
        assertThat(publish(feed, 3)).isFalse();
        assertThat(feed.stored(System.nanoTime())).isZero();
        receives.release(1);
        assertThat(feed.resume(System.nanoTime() + Links.LONG.toNanos())).isTrue();

        assertThat(feed.stored(System.nanoTime())).isEqualTo(1);
        assertThat(feed.takeFailed(10)).isEmpty();
    }

    @Test
    void shouldLeaveRoomForWhatWasAddedToAMessageOnItsWay() {
        Feed marked = forwarder.port().feed(100);
        assertThat(marked.publish(Messages.ofSize(Bench.MAX_MESSAGE + 100), System.nanoTime()))
                .isTrue();

        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> marked.publish(Messages.ofSize(Bench.MAX_MESSAGE + 101), System.nanoTime()))
                .withMessageContaining("the limit is " + (Bench.MAX_MESSAGE + 100));
    }
}
