package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links that go or change while messages wait in them. */
class ChangingLinksTest {
    private static final LinkSpec SMALL = Links.spec("a", "b", Overflow.BLOCK, 3, Links.LONG);
    private static final LinkSpec LARGE = Links.spec("a", "b", Overflow.DROP_NEWEST, 10, Links.LONG);

    private final Bench bench = new Bench().add("a", "b");
    private final Broker broker = bench.broker();
    private final Probe source = bench.run("a", new Probe());
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Probe sink = new Probe();

    @AfterEach
    void close() {
        goOn.countDown();
        bench.close();
    }

    private void publish(int from, int to) {
        for (int number = from; number <= to; number++) {
            assertThat(source.context().publish(Messages.number(number))).isEqualTo(PublishResult.ACCEPTED);
        }
    }

    /** Lets the sink take the first message, and no other before it may go on. */
    private void stickInFirst() {
        bench.run("b", sink.onReceive(message -> Probe.hang(goOn)));
        publish(1, 1);
        await().until(() -> sink.received().size() == 1);
    }

    private static LedgerSnapshot delivered(long messages) {
        return new LedgerSnapshot(messages, messages, 0, 0, Map.of());
    }

    @Test
    void shouldDeliverWhatWaitsInALinkThatRetires() {
        bench.link(SMALL);
        publish(1, 3);
        CompletableFuture<Void> gone = broker.retire(SMALL, Links.LONG);

        assertThat(source.context().publish(Messages.number(4))).isEqualTo(PublishResult.UNROUTED);
        assertThat(gone).isNotDone();
        assertThat(bench.ledger("a", "b").queued()).isEqualTo(3);
        bench.run("b", sink);
        Bench.done(gone);
        assertThat(sink.numbers()).containsExactly(1, 2, 3);
        assertThat(broker.links()).isEmpty();
        assertThat(broker.retired()).isEqualTo(delivered(3));
    }

    @Test
    void shouldEndAnEmptyLinkAtOnceBeItsSinkUpOrDownOrNeverThere() {
        bench.link(SMALL);
        Bench.done(broker.retire(SMALL, Links.LONG));
        bench.link(SMALL).run("b", sink);
        Bench.done(broker.retire(SMALL, Links.LONG));
        bench.link(SMALL).stop("b", Duration.ZERO);
        Bench.done(broker.retire(SMALL, Links.LONG));

        assertThat(broker.links()).isEmpty();
    }

    @Test
    void shouldCountWhatIsLeftAfterTheLimit() {
        bench.link(SMALL);
        publish(1, 3);

        Bench.done(broker.retire(SMALL, Duration.ofMillis(10)));
        assertThat(broker.links()).isEmpty();
        assertThat(broker.retired()).isEqualTo(new LedgerSnapshot(3, 0, 0, 0, Map.of(DropReason.LINK_REMOVED, 3L)));
    }

    @Test
    void shouldCountWhatIsLeftThoughTheSinkHangs() {
        bench.link(SMALL);
        stickInFirst();
        publish(2, 3);
        broker.unlink(SMALL);

        assertThat(broker.retired()).isEqualTo(new LedgerSnapshot(3, 0, 0, 1, Map.of(DropReason.LINK_REMOVED, 2L)));
        goOn.countDown();
        await().until(() -> broker.retired().delivered() == 1);
        assertThat(broker.retired()).isEqualTo(new LedgerSnapshot(3, 1, 0, 0, Map.of(DropReason.LINK_REMOVED, 2L)));
        assertThat(sink.numbers()).containsExactly(1);
    }

    @Test
    void shouldDeliverWhatAPublisherHasInHandWhoWaitsForRoomInALinkThatRetires() {
        bench.link(SMALL);
        stickInFirst();
        publish(2, 4);
        CompletableFuture<PublishResult> waiting = publishWaiting(5);
        CompletableFuture<Void> gone = broker.retire(SMALL, Links.LONG);
        goOn.countDown();

        Bench.done(gone);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(PublishResult.ACCEPTED);
        assertThat(sink.numbers()).containsExactly(1, 2, 3, 4, 5);
        assertThat(broker.retired()).isEqualTo(delivered(5));
    }

    private CompletableFuture<PublishResult> publishWaiting(int number) {
        CompletableFuture<PublishResult> result = new CompletableFuture<>();
        Thread publisher = new Thread(() -> result.complete(source.context().publish(Messages.number(number))));
        publisher.setDaemon(true);
        publisher.start();
        await().until(() -> publisher.getState() == Thread.State.TIMED_WAITING);
        return result;
    }

    @Test
    void shouldKeepTheOrderAndTheCountsWhenALinkIsReplaced() {
        bench.link(SMALL);
        publish(1, 3);
        CompletableFuture<Void> first = broker.replace(SMALL, LARGE);
        publish(4, 6);
        CompletableFuture<Void> second = broker.replace(LARGE, SMALL);
        publish(7, 8);

        assertThat(broker.links()).extracting(LinkStatus::spec).containsExactly(SMALL);
        assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(8, 0, 8, 0, Map.of()));
        assertThat(first).isNotDone();
        bench.run("b", sink);
        Bench.done(first);
        Bench.done(second);
        bench.awaitDelivered("a", "b", 8);
        assertThat(sink.numbers()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(bench.ledger("a", "b")).isEqualTo(delivered(8));
        assertThat(broker.retired()).isEqualTo(LedgerSnapshot.NOTHING);
    }

    @Test
    void shouldNotDropWhatAPublisherHasInHandWhoWaitsForRoomInALinkThatIsReplaced() {
        bench.link(SMALL);
        stickInFirst();
        publish(2, 4);
        CompletableFuture<PublishResult> waiting = publishWaiting(5);
        CompletableFuture<Void> gone = broker.replace(SMALL, LARGE);
        goOn.countDown();

        Bench.done(gone);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 5);
        assertThat(sink.numbers()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void shouldFilterByTheNewMatchOnceALinkIsReplaced() {
        bench.link(LARGE).run("b", sink);
        Bench.done(broker.replace(LARGE, new LinkSpec("a", "b", Map.of("kind", "x"), Overflow.BLOCK, 1, Links.LONG)));

        assertThat(source.context().publish(Messages.number(1))).isEqualTo(PublishResult.UNROUTED);
    }

    @Test
    void shouldReplaceTheLinksOfEverySourceThatAnyMeans() {
        LinkSpec before = Links.spec("*", "b", Overflow.BLOCK, 3, Links.LONG);
        LinkSpec after = Links.spec("*", "b", Overflow.BLOCK, 5, Links.LONG);
        Probe other = bench.link(before).add("c").run("c", new Probe());
        publish(1, 3);
        other.context().publish(Messages.number(10));
        CompletableFuture<Void> gone = broker.replace(before, after);
        publish(4, 5);
        bench.add("d").run("b", sink);

        Bench.done(gone);
        bench.awaitDelivered("a", "b", 5);
        assertThat(broker.links()).extracting(LinkStatus::source).containsExactly("a", "c", "d");
        assertThat(broker.links()).extracting(LinkStatus::spec).containsOnly(after);
        Bench.done(broker.retire(after, Links.LONG));
        assertThat(broker.links()).isEmpty();
        assertThat(broker.retired()).isEqualTo(delivered(6));
    }

    @Test
    void shouldGoOnWithALinkThatComesBackWhileItRetires() {
        bench.link(SMALL);
        publish(1, 3);
        CompletableFuture<Void> gone = broker.retire(SMALL, Duration.ofMillis(10));
        bench.link(SMALL);
        publish(4, 6);
        await().pollDelay(Duration.ofMillis(30)).until(() -> true);
        bench.run("b", sink);

        Bench.done(gone);
        bench.awaitDelivered("a", "b", 6);
        assertThat(sink.numbers()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(bench.ledger("a", "b")).isEqualTo(delivered(6));
        assertThat(broker.retired()).isEqualTo(LedgerSnapshot.NOTHING);
    }

    @Test
    void shouldDropALinkTogetherWithThoseThatItReplaced() {
        bench.link(SMALL);
        publish(1, 3);
        CompletableFuture<Void> replaced = broker.replace(SMALL, LARGE);
        publish(4, 5);

        Bench.done(broker.retire(LARGE, Duration.ZERO));
        Bench.done(replaced);
        assertThat(broker.retired()).isEqualTo(new LedgerSnapshot(5, 0, 0, 0, Map.of(DropReason.LINK_REMOVED, 5L)));
        bench.link(SMALL).run("b", sink);
        publish(6, 6);
        bench.awaitDelivered("a", "b", 1);
        assertThat(sink.numbers()).containsExactly(6);
    }

    @Test
    void shouldDeliverWhatARemovedMemberPublishedAndCountWhatWaitedForIt() {
        LinkSpec back = Links.spec("b", "a", Overflow.BLOCK, 9, Links.LONG);
        bench.link(SMALL).link(back);
        publish(1, 3);
        bench.stop("a", Duration.ZERO);
        CompletableFuture<Void> gone = broker.remove("a", Links.LONG);

        assertThat(gone).isNotDone();
        bench.run("b", sink);
        Bench.done(gone);
        assertThat(sink.numbers()).containsExactly(1, 2, 3);
        assertThat(broker.links()).isEmpty();
        bench.add("a").link(back);
        assertThat(sink.context().publish(Messages.number(7))).isEqualTo(PublishResult.ACCEPTED);
        broker.remove("a");
        assertThat(broker.retired()).isEqualTo(new LedgerSnapshot(4, 3, 0, 0, Map.of(DropReason.LINK_REMOVED, 1L)));
    }

    @Test
    void shouldRefuseToReplaceByALinkBetweenOthers() {
        bench.link(SMALL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> broker.replace(SMALL, LinkSpec.between("b", "a")))
                .withMessage("a link from a to b cannot be replaced by one from b to a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> broker.replace(LARGE, SMALL))
                .withMessage("there is no such link from a to b");
        assertThatIllegalArgumentException().isThrownBy(() -> broker.retire(LARGE, Links.LONG));
    }

    @Test
    void shouldKeepTheSumOfManyLinksThatAreGone() {
        bench.run("b", sink);
        for (int i = 1; i <= 200; i++) {
            bench.link(SMALL);
            publish(i, i);
            Bench.done(broker.retire(SMALL, Links.LONG));
        }

        assertThat(broker.retired()).isEqualTo(delivered(200));
    }
}
