package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.Durability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class DurableLinkTest {
    private static final Durability QUICK = terms(3, Duration.ofMillis(1), false);

    private final MadeUpStore store = new MadeUpStore();
    private Probe source = new Probe();

    private static Durability terms(int attempts, Duration backOff, boolean strict) {
        return new Durability(
                Durability.Sync.BATCH,
                Duration.ofSeconds(1),
                1 << 20,
                Optional.empty(),
                attempts,
                backOff,
                Duration.ofSeconds(1),
                strict,
                0);
    }

    /** {@return terms that try a message once} */
    private static Durability once(long maxBytes, Optional<Duration> maxAge, int drainRate) {
        return new Durability(
                Durability.Sync.BATCH,
                Duration.ofSeconds(1),
                maxBytes,
                maxAge,
                1,
                Duration.ZERO,
                Duration.ZERO,
                false,
                drainRate);
    }

    private static LinkSpec link(Overflow overflow, int capacity, Durability durability) {
        return new LinkSpec("a", "b", Map.of(), overflow, capacity, 1 << 20, Duration.ZERO, Optional.of(durability));
    }

    private static LinkSpec link(Durability durability) {
        return link(Overflow.BLOCK, 1024, durability);
    }

    /** A sink that writes down what came, and fails as it is told. */
    private static final class Sink implements Module {
        private final List<Message> tried = Collections.synchronizedList(new ArrayList<>());
        private final IntPredicate fails;

        Sink(IntPredicate fails) {
            this.fails = fails;
        }

        Sink() {
            this(number -> false);
        }

        @Override
        public void create(ModuleContext context) {}

        @Override
        public void receive(Message message) {
            tried.add(message);
            if (fails.test(Messages.number(message))) {
                throw new IllegalStateException("no " + Messages.number(message));
            }
        }

        @Override
        public void destroy() {}

        List<Integer> tried() {
            return List.copyOf(tried).stream().map(Messages::number).toList();
        }
    }

    private Bench bench(LinkSpec spec) {
        Bench bench = new Bench(store).add("a", "b").link(spec);
        source = bench.run("a", new Probe());
        return bench;
    }

    private PublishResult publish(int number) {
        return source.context().publish(Messages.number(number));
    }

    private void publishUpTo(int last) {
        Messages.upTo(last).forEach(source.context()::publish);
    }

    @Test
    void shouldAcceptOnlyWhatIsStored() {
        store.holdWrites();
        try (Bench bench = bench(link(QUICK))) {
            Sink sink = bench.run("b", new Sink());
            CompletableFuture<PublishResult> result = CompletableFuture.supplyAsync(() -> publish(1));
            await().until(() -> bench.ledger("a", "b").queued() == 1);

            assertThat(result).isNotDone();
            assertThat(sink.tried()).isEmpty();
            store.only().write();

            assertThat(result.join()).isEqualTo(PublishResult.ACCEPTED);
            await().until(() -> sink.tried().equals(List.of(1)));
        }
    }

    @Test
    void shouldDropWhatTheDiskDoesNotTake() {
        store.holdWrites();
        try (Bench bench = bench(link(QUICK))) {
            CompletableFuture<PublishResult> result = CompletableFuture.supplyAsync(() -> publish(1));
            await().until(() -> bench.ledger("a", "b").queued() == 1);
            store.only().fail();

            assertThat(result.join()).isEqualTo(PublishResult.DROPPED);
            assertThat(bench.ledger("a", "b"))
                    .isEqualTo(new LedgerSnapshot(1, 0, 0, 0, Map.of(DropReason.STORE_FAILED, 1L)));
        }
    }

    @Test
    void shouldKeepTheOrderOfWhatDidNotFitIntoMemory() {
        try (Bench bench = bench(link(Overflow.BLOCK, 3, QUICK))) {
            publishUpTo(20);
            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(20, 0, 20, 0, Map.of()));
            Sink sink = bench.run("b", new Sink());
            for (int i = 21; i <= 40; i++) {
                publish(i);
            }
            bench.awaitDelivered("a", "b", 40);

            assertThat(sink.tried()).hasSize(40).isSorted();
            await().until(() -> store.only().numbers().isEmpty());
            assertThat(store.only().totals().delivered()).isEqualTo(40);
        }
    }

    @Test
    void shouldMarkWhatItDelivers() {
        try (Bench bench = bench(link(QUICK))) {
            Sink sink = bench.run("b", new Sink());
            publish(7);
            bench.awaitDelivered("a", "b", 1);

            Message delivered = sink.tried.get(0);
            assertThat(delivered.property(Marks.SOURCE)).contains("a");
            assertThat(delivered.property(Marks.SEQUENCE)).contains("1");
            assertThat(delivered.property(Marks.REDELIVERED)).isEmpty();
            assertThat(delivered.size() - Messages.number(7).size()).isLessThanOrEqualTo(Marks.MAX_BYTES);
        }
    }

    @Test
    void shouldTryAgainWithoutHoldingUpOthersAndThenBury() {
        try (Bench bench = bench(link(QUICK))) {
            Sink sink = bench.run("b", new Sink(number -> number == 2));
            publishUpTo(5);
            await().until(() -> bench.ledger("a", "b").deadLettered() == 1);

            assertThat(sink.tried()).filteredOn(number -> number == 2).hasSize(3);
            assertThat(sink.tried()).filteredOn(number -> number != 2).containsExactly(1, 3, 4, 5);
            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(5, 4, 0, 0, Map.of(), 1, 0));
            Burial burial = store.buried().get(0);
            assertThat(burial.attempts()).isEqualTo(3);
            assertThat(burial.cause()).isEqualTo("java.lang.IllegalStateException: no 2");
            assertThat(burial.trace()).contains("DurableLinkTest");
            assertThat(burial.reason()).isEqualTo("receive-failed");
            assertThat(store.only().numbers()).isEmpty();
            assertThat(store.only().retries()).isEmpty();
        }
    }

    @Test
    void shouldHoldUpOthersWhereOrderIsStrict() {
        try (Bench bench = bench(link(terms(3, Duration.ofMillis(5), true)))) {
            Sink sink = bench.run("b", new Sink(number -> number == 2));
            publishUpTo(4);
            await().until(() -> bench.ledger("a", "b").delivered() == 3);

            assertThat(sink.tried()).containsExactly(1, 2, 2, 2, 3, 4);
            assertThat(sink.tried.get(2).property(Marks.REDELIVERED)).contains("true");
        }
    }

    @Test
    void shouldGoOnFromWhatAnEarlierRunLeft() {
        try (Bench bench = bench(link(terms(9, Duration.ofMinutes(1), false)))) {
            bench.run("b", new Sink(number -> number == 2));
            publishUpTo(3);
            bench.awaitDelivered("a", "b", 2);
            await().until(() -> store.only().retries().size() == 1);
            bench.stop("b", Duration.ZERO);
            publish(4);
            bench.broker().close();
        }
        store.endUncleanly();
        try (Bench bench = bench(link(terms(9, Duration.ofMillis(1), false)))) {
            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(4, 2, 2, 0, Map.of()));
            publish(5);
            Sink sink = bench.run("b", new Sink());
            await().until(() -> bench.ledger("a", "b").delivered() == 4);

            assertThat(sink.tried()).containsExactly(4, 5);
            assertThat(sink.tried.get(0).property(Marks.REDELIVERED)).contains("true");
            assertThat(sink.tried.get(1).property(Marks.REDELIVERED)).isEmpty();
            assertThat(bench.ledger("a", "b").queued())
                    .as("waits for its next attempt")
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldDeliverAgainWhatAHostHadWhenItWasLost() {
        try (Bench bench = bench(link(QUICK))) {
            FakeForwarder first = bench.run("b", new FakeForwarder());
            publishUpTo(4);
            await().until(() -> bench.ledger("a", "b").inFlight() == 4);
            first.port().processed(1, new long[0]);
            bench.stop("b", Duration.ZERO);

            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(4, 1, 3, 0, Map.of()));
            Sink sink = bench.run("b", new Sink());
            bench.awaitDelivered("a", "b", 4);
            assertThat(sink.tried()).containsExactly(2, 3, 4);
            assertThat(sink.tried)
                    .allMatch(message -> message.property(Marks.REDELIVERED).isPresent());
        }
    }

    @Test
    void shouldKeepOnDiskWhatIsInFlight() {
        try (Bench bench = bench(link(QUICK))) {
            FakeForwarder forwarder = bench.run("b", new FakeForwarder());
            publishUpTo(4);
            await().until(() -> bench.ledger("a", "b").inFlight() == 4);

            forwarder.port().processed(2, new long[] {1});

            await().until(() -> store.only().retries().size() == 1);
            assertThat(store.only().numbers()).containsSequence(3L, 4L).doesNotContain(1L);
        }
    }

    @Test
    void shouldMakeRoomByTheOldest() {
        long size = Messages.number(1).size();
        Durability three = once(3 * size, Optional.empty(), 0);
        try (Bench bench = bench(link(Overflow.DROP_OLDEST, 2, three))) {
            publishUpTo(5);
            assertThat(bench.ledger("a", "b"))
                    .isEqualTo(new LedgerSnapshot(5, 0, 3, 0, Map.of(DropReason.OVERFLOW, 2L)));
            Sink sink = bench.run("b", new Sink());
            bench.awaitDelivered("a", "b", 3);
            assertThat(sink.tried()).containsExactly(3, 4, 5);
        }
    }

    @Test
    void shouldBuryTheOldestToMakeRoom() {
        long size = Messages.number(1).size();
        Durability two = once(2 * size, Optional.empty(), 0);
        try (Bench bench = bench(link(Overflow.DEAD_LETTER, 8, two))) {
            publishUpTo(3);

            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(3, 0, 2, 0, Map.of(), 1, 0));
            assertThat(store.buried()).extracting(Burial::reason).containsExactly("overflow");
        }
    }

    @Test
    void shouldLetOldMessagesExpire() {
        Durability brief = once(1 << 20, Optional.of(Duration.ofMillis(1)), 0);
        try (Bench bench = bench(link(brief))) {
            publish(1);
            await().until(() -> bench.ledger("a", "b").expired() == 1);

            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(1, 0, 0, 0, Map.of(), 0, 1));
            await().until(() -> store.only().numbers().isEmpty());
        }
    }

    @Test
    void shouldMeasureAgeWhateverBecomesOfTheClock() {
        AtomicLong clock = new AtomicLong(1_000_000);
        DurableLinks links = new DurableLinks(store, () -> Instant.ofEpochMilli(clock.get()));
        DurableLinks.Surroundings around = links.around(() -> {}, new Room());
        clock.addAndGet(Duration.ofDays(1).toMillis());

        assertThat(around.millis())
                .isBetween(1_000_000L, 1_000_000L + Duration.ofHours(1).toMillis());
        links.close();
    }

    @Test
    void shouldCountWhatIsDamagedOnDisk() {
        try (Bench bench = bench(link(Overflow.BLOCK, 2, QUICK))) {
            publishUpTo(6);
            store.only().damage(4);
            Sink sink = bench.run("b", new Sink());
            bench.awaitDelivered("a", "b", 5);

            assertThat(sink.tried()).containsExactly(1, 2, 3, 5, 6);
            await().untilAsserted(() -> assertThat(bench.ledger("a", "b"))
                    .isEqualTo(new LedgerSnapshot(6, 5, 0, 0, Map.of(DropReason.STORE_DAMAGED, 1L))));
        }
    }

    @Test
    void shouldGoOnWhenTheDiskCanBeReadAgain() {
        try (Bench bench = bench(link(Overflow.BLOCK, 1, QUICK))) {
            publishUpTo(3);
            store.only().unreadable(true);
            Sink sink = bench.run("b", new Sink());
            await().until(() -> sink.tried().equals(List.of(1)));
            store.only().unreadable(false);

            bench.awaitDelivered("a", "b", 3);
        }
    }

    @Test
    void shouldTryAgainWhatAModuleHadThatNeverReturned() {
        try (Bench bench = bench(link(QUICK))) {
            CountDownLatch comeBack = new CountDownLatch(1);
            Probe stuck = new Probe();
            stuck.onReceive(message -> Probe.hang(comeBack));
            bench.run("b", stuck);
            publish(1);
            publish(2);
            await().until(() -> !stuck.received().isEmpty());
            bench.member("b").abandon();

            Sink sink = bench.run("b", new Sink());
            bench.awaitDelivered("a", "b", 2);
            assertThat(sink.tried()).containsExactlyInAnyOrder(1, 2);
            comeBack.countDown();
            await().until(() -> stuck.thread().getState() == Thread.State.TERMINATED);
            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(2, 2, 0, 0, Map.of()));
        }
    }

    @Test
    void shouldBuryWhatWaitsInALinkThatIsTakenAway() {
        LinkSpec spec = link(QUICK);
        try (Bench bench = bench(spec)) {
            publishUpTo(3);
            bench.broker().unlink(spec);

            await().until(() -> store.buried().size() == 3);
            assertThat(store.buried()).extracting(Burial::reason).containsOnly("link-removed");
            await().until(() -> store.only().isRemoved());
        }
    }

    @Test
    void shouldDeliverWhatWaitsBeforeWhatItsSuccessorHas() {
        LinkSpec old = link(Overflow.BLOCK, 2, QUICK);
        LinkSpec next = Links.spec(Overflow.BLOCK, 10, Duration.ZERO);
        try (Bench bench = bench(old)) {
            publishUpTo(5);
            CompletableFuture<Void> replaced = bench.broker().replace(old, next);
            publish(6);
            Sink sink = bench.run("b", new Sink());
            bench.awaitDelivered("a", "b", 6);

            assertThat(sink.tried()).containsExactly(1, 2, 3, 4, 5, 6);
            Bench.done(replaced);
            assertThat(store.only().isRemoved()).isTrue();
        }
    }

    @Test
    void shouldStayTheSameUnderOtherTerms() {
        LinkSpec old = link(QUICK);
        LinkSpec next = link(Overflow.BLOCK, 2, terms(1, Duration.ZERO, false));
        try (Bench bench = bench(old)) {
            FakeForwarder forwarder = bench.run("b", new FakeForwarder());
            publishUpTo(3);
            await().until(() -> bench.ledger("a", "b").inFlight() == 3);
            Bench.done(bench.broker().replace(old, next));
            publish(4);
            await().until(() -> forwarder.count() == 4);
            forwarder.port().processed(4, new long[] {4});

            assertThat(forwarder.numbers()).containsExactly(1, 2, 3, 4);
            assertThat(bench.ledger("a", "b")).isEqualTo(new LedgerSnapshot(4, 3, 0, 0, Map.of(), 1, 0));
            assertThat(store.only().isRemoved()).isFalse();
        }
    }

    @Test
    void shouldSpreadABacklogOverTime() {
        Durability slow = once(1 << 20, Optional.empty(), 20);
        try (Bench bench = bench(link(Overflow.BLOCK, 1, slow))) {
            publishUpTo(8);
            long began = System.nanoTime();
            bench.run("b", new Sink());
            bench.awaitDelivered("a", "b", 8);

            // Seven come from disk, 50 ms each, less the 100 ms that may be made up for.
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(200));
        }
    }
}
