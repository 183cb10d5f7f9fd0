package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConfirmedLinkTest {
    private static final long[] NONE = {};

    private final AtomicBoolean asked = new AtomicBoolean(true);
    private final Bench bench = new Bench().add("a", "b");
    private final Probe source = bench.run("a", new Probe());
    private final FakeForwarder forwarder;

    ConfirmedLinkTest() {
        bench.broker().linkConfirmed(Links.spec(Overflow.BLOCK, 4, Links.LONG), message -> true, asked::get);
        forwarder = bench.run("b", new FakeForwarder());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private CompletableFuture<PublishResult> publish(int number) {
        return CompletableFuture.supplyAsync(
                () -> source.context().publish(Messages.number(number)), task -> new Thread(task).start());
    }

    private CompletableFuture<PublishResult> publishUntilTaken(int number) {
        CompletableFuture<PublishResult> publish = publish(number);
        await().until(() -> forwarder.count() == number);
        return publish;
    }

    private static void assertResult(CompletableFuture<PublishResult> publish, PublishResult result) {
        assertThat(publish).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(result);
    }

    @Test
    void shouldReturnFromAPublishOnlyWhenItsMessageIsSettled() {
        CompletableFuture<PublishResult> first = publishUntilTaken(1);
        CompletableFuture<PublishResult> second = publishUntilTaken(2);
        assertThat(first).isNotDone();

        forwarder.port().processed(1, NONE);
        assertResult(first, PublishResult.ACCEPTED);
        assertThat(second).isNotDone();
        forwarder.port().processed(2, NONE);
        assertResult(second, PublishResult.ACCEPTED);
    }

    @Test
    void shouldSayThatAMessageWasDroppedWhichFailed() {
        CompletableFuture<PublishResult> first = publishUntilTaken(1);
        CompletableFuture<PublishResult> second = publishUntilTaken(2);
        CompletableFuture<PublishResult> third = publishUntilTaken(3);
        forwarder.port().processed(3, new long[] {2});

        assertResult(first, PublishResult.ACCEPTED);
        assertResult(second, PublishResult.DROPPED);
        assertResult(third, PublishResult.ACCEPTED);
    }

    @Test
    void shouldNotWaitWhileNobodyAsksForThatAndCountAllTheSame() {
        asked.set(false);
        assertResult(publishUntilTaken(1), PublishResult.ACCEPTED);

        asked.set(true);
        CompletableFuture<PublishResult> second = publishUntilTaken(2);
        forwarder.port().processed(1, NONE);
        assertThat(second).isNotDone();
        forwarder.port().processed(2, NONE);
        assertResult(second, PublishResult.ACCEPTED);
    }

    @Test
    void shouldGoOnWaitingWhenNobodyAsksForThatAnyMore() {
        CompletableFuture<PublishResult> first = publishUntilTaken(1);
        asked.set(false);
        assertResult(publishUntilTaken(2), PublishResult.ACCEPTED);

        assertThat(first).isNotDone();
        forwarder.port().processed(2, new long[] {1});
        assertResult(first, PublishResult.DROPPED);
    }

    @Test
    void shouldLetNobodyWaitForASinkThatIsGone() {
        CompletableFuture<PublishResult> taken = publishUntilTaken(1);
        forwarder.port().down();

        assertResult(taken, PublishResult.DROPPED);
        assertResult(publish(2), PublishResult.DROPPED);
        assertThat(bench.ledger("a", "b").queued()).isEqualTo(1);
    }

    @Test
    void shouldLetNobodyWaitForAMessageThatWasLostInFlight() {
        CompletableFuture<PublishResult> taken = publishUntilTaken(1);
        bench.stop("b", Duration.ZERO);

        assertResult(taken, PublishResult.DROPPED);
        bench.assertBalanced();
    }

    @Test
    void shouldTellEachOfManyPublishersWhatBecameOfItsOwnMessage() {
        int messages = 200;
        List<CompletableFuture<PublishResult>> publishes = new ArrayList<>();
        for (int i = 1; i <= messages; i++) {
            publishes.add(publish(i));
        }
        await().until(() -> {
            long taken = forwarder.count();
            long[] even = forwarder.numbers().stream()
                    .limit(taken)
                    .mapToLong(number -> number)
                    .toArray();
            settleEven(even);
            return taken == messages;
        });

        for (int i = 1; i <= messages; i++) {
            assertResult(publishes.get(i - 1), i % 2 == 0 ? PublishResult.DROPPED : PublishResult.ACCEPTED);
        }
    }

    /** Lets those with an even text fail, whatever number their place in the order gives them. */
    private void settleEven(long[] texts) {
        long[] failed = new long[texts.length];
        int count = 0;
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] % 2 == 0) {
                failed[count++] = i + 1L;
            }
        }
        forwarder.port().processed(texts.length, Arrays.copyOf(failed, count));
    }

    @Test
    void shouldConfirmWhatAModuleOfThisProcessHasReceived() {
        bench.stop("b", Duration.ZERO);
        Probe unusedSink = bench.run("b", new Probe().onReceive(ConfirmedLinkTest::failForEven));

        assertResult(publish(1), PublishResult.ACCEPTED);
        assertResult(publish(2), PublishResult.DROPPED);
    }

    private static void failForEven(Message message) {
        if (Messages.number(message) % 2 == 0) {
            throw new IllegalStateException("even");
        }
    }

    @Test
    void shouldRefuseALinkThatThrowsMessagesOutOfItsQueue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.broker()
                        .linkConfirmed(Links.spec(Overflow.DROP_OLDEST, 4, Links.LONG), message -> true, () -> true))
                .withMessage("the link from a to b must block when it is full, not DROP_OLDEST");
    }
}
