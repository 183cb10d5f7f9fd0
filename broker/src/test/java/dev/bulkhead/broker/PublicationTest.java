package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.MessageTooLargeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A publish on behalf of module {@code a} that does not wait long. */
class PublicationTest {
    private final Bench bench = new Bench().add("a", "b", "c");
    private final Semaphore receives = new Semaphore(0);
    private final FakeForwarder forwarder = bench.run("a", new FakeForwarder());
    private final Probe sink = new Probe().onReceive(message -> receives.acquire());

    @AfterEach
    void close() {
        bench.close();
    }

    private Publication publication(int number) {
        return forwarder.port().publication(Messages.number(number));
    }

    private static boolean advance(Publication publication) {
        return publication.advance(System.nanoTime());
    }

    /** Leaves one message with the sink, and one in the queue. */
    private void fill(Overflow overflow, Duration blockFor) {
        bench.link(Links.spec(overflow, 1, blockFor));
        bench.run("b", sink);
        assertThat(advance(publication(1))).isTrue();
        await().until(() -> !sink.received().isEmpty());
        assertThat(advance(publication(2))).isTrue();
    }

    @Test
    void shouldBeCompleteAtOnceWhenThereIsRoom() {
        bench.link(LinkSpec.between("a", "b")).link(LinkSpec.between("a", "c"));

        assertThat(advance(publication(1))).isTrue();
        assertThat(bench.ledger("a", "b").queued()).isEqualTo(1);
        assertThat(bench.ledger("a", "c").queued()).isEqualTo(1);
    }

    @Test
    void shouldNotBeCompleteWhileALinkHasNoRoom() {
        fill(Overflow.BLOCK, Links.LONG);
        Publication third = publication(3);

        assertThat(advance(third)).isFalse();
        assertThat(advance(third)).isFalse();
        assertThat(bench.ledger("a", "b").published()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWhereItWasLeft() {
        bench.link(LinkSpec.between("a", "c"));
        fill(Overflow.BLOCK, Links.LONG);
        Publication third = publication(3);
        assertThat(advance(third)).isFalse();
        assertThat(bench.ledger("a", "c").queued()).isEqualTo(3);
        receives.release();
        await().until(() -> sink.received().size() == 2);

        assertThat(advance(third)).isTrue();
        assertThat(bench.ledger("a", "c").queued()).isEqualTo(3);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(3, 1, 1, 1, Map.of()));
    }

    @Test
    void shouldWaitForRoomUntilTheDeadline() {
        fill(Overflow.BLOCK, Links.LONG);
        Publication third = publication(3);
        long deadline = System.nanoTime() + Duration.ofMillis(20).toNanos();

        assertThat(third.advance(deadline)).isFalse();
        assertThat(System.nanoTime() - deadline).isNotNegative();
    }

    @Test
    void shouldGoOnAsSoonAsThereIsRoom() {
        fill(Overflow.BLOCK, Links.LONG);
        Publication third = publication(3);
        CompletableFuture<Boolean> complete =
                CompletableFuture.supplyAsync(() -> third.advance(System.nanoTime() + Links.LONG.toNanos()));
        receives.release();

        assertThat(complete).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
    }

    @Test
    void shouldCountTheTimeBetweenTwoCallsTowardsBlockFor() {
        Duration blockFor = Duration.ofMillis(50);
        fill(Overflow.BLOCK, blockFor);
        Publication third = publication(3);
        assertThat(advance(third)).isFalse();
        long over = System.nanoTime() + blockFor.toNanos();
        await().until(() -> System.nanoTime() - over > 0);

        assertThat(advance(third)).isTrue();
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(3, 0, 1, 1, Map.of(DropReason.TIMEOUT, 1L)));
    }

    @Test
    void shouldGiveEveryLinkItsOwnTime() {
        Duration blockFor = Duration.ofMillis(50);
        fill(Overflow.BLOCK, blockFor);
        Publication third = publication(3);
        bench.link(Links.spec("a", "c", Overflow.BLOCK, 1, Links.LONG));
        bench.run("c", new Probe().onReceive(message -> receives.acquire()));
        Publication fourth = publication(4);
        long deadline = System.nanoTime() + Links.LONG.toNanos();

        assertThat(third.advance(deadline)).isTrue();
        assertThat(fourth.advance(deadline)).isTrue();
        await().until(() -> bench.ledger("a", "c").inFlight() == 1);
        assertThat(publication(5).advance(deadline)).isTrue();
        Publication sixth = publication(6);
        assertThat(sixth.advance(System.nanoTime() + 4 * blockFor.toNanos())).isFalse();
        assertThat(bench.ledger("a", "b").dropped()).containsExactly(Map.entry(DropReason.TIMEOUT, 4L));
        assertThat(bench.ledger("a", "c")).isEqualTo(new LedgerSnapshot(2, 0, 1, 1, Map.of()));
    }

    @Test
    void shouldDropWhereTheLinkSaysSo() {
        fill(Overflow.DROP_NEWEST, Links.LONG);

        assertThat(advance(publication(3))).isTrue();
        assertThat(bench.ledger("a", "b").dropped()).containsExactly(Map.entry(DropReason.OVERFLOW, 1L));
    }

    @Test
    void shouldNotWaitForASinkThatGoesDown() {
        fill(Overflow.BLOCK, Links.LONG);
        Publication third = publication(3);
        assertThat(advance(third)).isFalse();
        bench.member("b").markDown();

        assertThat(advance(third)).isTrue();
        assertThat(bench.ledger("a", "b").dropped()).containsExactly(Map.entry(DropReason.SINK_DOWN, 1L));
    }

    @Test
    void shouldSkipALinkThatDoesNotWantTheMessage() {
        bench.link(new LinkSpec("a", "b", Map.of("kind", "cpu"), Overflow.BLOCK, 1, Links.LONG));

        assertThat(advance(publication(1))).isTrue();
        assertThat(bench.ledger("a", "b").published()).isZero();
        assertThat(bench.member("a").unrouted()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMessageThatIsTooLarge() {
        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> forwarder.port().publication(Messages.ofSize(Bench.MAX_MESSAGE + 1)));
        assertThat(bench.member("a").refused()).isEqualTo(1);
    }
}
