package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForwarderTest {
    private final Bench bench = new Bench().add("a", "b").link(Links.spec(Overflow.BLOCK, 4, Links.LONG));
    private final Probe source = bench.run("a", new Probe());
    private final FakeForwarder forwarder = bench.run("b", new FakeForwarder());

    @AfterEach
    void close() {
        bench.close();
    }

    private void forward(int messages) {
        Messages.upTo(messages).forEach(source.context()::publish);
        await().until(() -> forwarder.numbers().size() == messages);
    }

    private LedgerSnapshot ledger() {
        return bench.ledger("a", "b");
    }

    @Test
    void shouldBeAttachedBeforeItIsCreated() {
        assertThat(forwarder.calls()).containsExactly("attach", "create");
    }

    @Test
    void shouldHaveItsMessagesInFlightUntilItIsToldOtherwise() {
        forward(4);
        await().untilAsserted(() -> assertThat(ledger()).isEqualTo(new LedgerSnapshot(4, 0, 0, 4, Map.of())));
        forwarder.port().processed(3, new long[] {2});

        assertThat(ledger()).isEqualTo(new LedgerSnapshot(4, 2, 0, 1, Map.of(DropReason.RECEIVE_FAILED, 1L)));
    }

    @Test
    void shouldRefuseAReportOfAMessageItNeverHad() {
        forward(2);

        assertThatIllegalArgumentException().isThrownBy(() -> forwarder.port().processed(3, new long[] {}));
        bench.assertBalanced();
    }

    @Test
    void shouldLoseWhatIsInFlightWhenItIsStopped() {
        forward(3);
        forwarder.port().processed(1, new long[] {});
        bench.stop("b", Duration.ZERO);

        assertThat(ledger()).isEqualTo(new LedgerSnapshot(3, 1, 0, 0, Map.of(DropReason.HOST_LOST, 2L)));
    }

    @Test
    void shouldLeaveMessagesInTheirQueuesOnceItIsDown() {
        forward(2);
        forwarder.port().down();
        for (int i = 3; i <= 6; i++) {
            assertThat(source.context().publish(Messages.number(i))).isEqualTo(PublishResult.ACCEPTED);
        }

        assertThat(source.context().publish(Messages.number(7))).isEqualTo(PublishResult.DROPPED);
        assertThat(ledger()).isEqualTo(new LedgerSnapshot(7, 0, 4, 2, Map.of(DropReason.SINK_DOWN, 1L)));
        assertThat(bench.member("b").isRunning()).isFalse();
        assertThat(forwarder.numbers()).containsExactly(1, 2);
    }

    @Test
    void shouldStayDownWhenThatWasToldBeforeItStarted() {
        bench.stop("b", Duration.ZERO);
        FakeForwarder lost = bench.create("b", new FakeForwarder());
        lost.port().down();
        bench.start("b");
        source.context().publish(Messages.number(1));

        assertThat(bench.member("b").isRunning()).isFalse();
        assertThat(ledger().queued()).isEqualTo(1);
    }

    @Test
    void shouldNotBeDisturbedByThePortOfItsPredecessor() {
        forward(2);
        bench.stop("b", Duration.ZERO);
        FakeForwarder successor = bench.run("b", new FakeForwarder());
        source.context().publish(Messages.number(3));
        await().until(() -> successor.numbers().size() == 1);
        forwarder.port().down();
        forwarder.port().processed(2, new long[] {1});

        assertThat(bench.member("b").isRunning()).isTrue();
        assertThat(ledger()).isEqualTo(new LedgerSnapshot(3, 0, 0, 1, Map.of(DropReason.HOST_LOST, 2L)));
        successor.port().processed(1, new long[] {});
        assertThat(ledger().delivered()).isEqualTo(1);
    }

    @Test
    void shouldRunWorkOnTheThreadOfTheModule() {
        CompletableFuture<String> thread = new CompletableFuture<>();
        forwarder.port().execute(() -> thread.complete(Thread.currentThread().getName()));

        assertThat(thread).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("module-b");
    }

    @Test
    void shouldTakeAReportFromAnyThreadWhileMessagesMove() {
        int messages = 20_000;
        CompletableFuture<Void> reports = CompletableFuture.runAsync(() -> {
            for (int done = 0; done < messages; done = forwarder.count()) {
                forwarder.port().processed(done, new long[] {});
            }
            forwarder.port().processed(messages, new long[] {});
        });
        Messages.upTo(messages).forEach(source.context()::publish);

        assertThat(reports).succeedsWithin(Duration.ofSeconds(20));
        assertThat(ledger()).isEqualTo(new LedgerSnapshot(messages, messages, 0, 0, Map.of()));
    }
}
