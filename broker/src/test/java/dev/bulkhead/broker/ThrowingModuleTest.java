package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrowingModuleTest {
    /** A throwable that fails again when it is logged. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    private final Bench bench = new Bench().add("a", "b").link(LinkSpec.between("a", "b"));
    private final CapturedLog log = new CapturedLog("b");
    private final Probe source = bench.run("a", new Probe());
    private final Probe sink = new Probe();

    @AfterEach
    void close() {
        log.close();
        bench.close();
    }

    private void publish(int messages) {
        Messages.upTo(messages).forEach(source.context()::publish);
    }

    private static void failForOdd(Message message) throws IOException {
        if (Messages.number(message) % 2 == 1) {
            throw new IOException("odd");
        }
    }

    @Test
    void shouldCountWhatReceiveThrewForAndGoOn() {
        bench.run("b", sink.onReceive(ThrowingModuleTest::failForOdd));
        publish(10);
        bench.awaitDelivered("a", "b", 5);
        bench.awaitRest();

        assertThat(sink.numbers()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(bench.ledger("a", "b"))
                .isEqualTo(new LedgerSnapshot(10, 5, 0, 0, Map.of(DropReason.RECEIVE_FAILED, 5L)));
        assertThat(sink.calls()).contains("endOfBatch");
    }

    @Test
    void shouldLogWhatReceiveThrewWithItsCause() {
        bench.run("b", sink.onReceive(ThrowingModuleTest::failForOdd));
        publish(1);
        await().until(() -> log.events().size() == 1);

        assertThat(log.lines()).containsExactly("b: receive threw");
        assertThat(log.events().get(0).getThrowableProxy().getClassName()).isEqualTo("java.io.IOException");
        assertThat(log.events().get(0).getThrowableProxy().getMessage()).isEqualTo("odd");
    }

    @Test
    void shouldSurviveAnError() {
        bench.run("b", sink.onReceive(message -> {
            throw new StackOverflowError();
        }));
        publish(3);

        await().untilAsserted(() -> assertThat(bench.ledger("a", "b"))
                .isEqualTo(new LedgerSnapshot(3, 0, 0, 0, Map.of(DropReason.RECEIVE_FAILED, 3L))));
        assertThat(bench.member("b").isRunning()).isTrue();
    }

    @Test
    void shouldSurviveAThrowableThatCannotBeLogged() {
        bench.run("b", sink.onReceive(message -> {
            throw new Unspeakable();
        }));
        publish(3);

        await().untilAsserted(() -> assertThat(bench.ledger("a", "b"))
                .isEqualTo(new LedgerSnapshot(3, 0, 0, 0, Map.of(DropReason.RECEIVE_FAILED, 3L))));
        assertThat(log.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("b: receive threw")
                .contains("Unspeakable");
        bench.stop("b", Duration.ZERO);
        assertThat(sink.calls()).endsWith("destroy");
    }

    @Test
    void shouldNotDisturbOtherSinks() {
        Probe other = bench.add("c").link(LinkSpec.between("a", "c")).run("c", new Probe());
        bench.run("b", sink.onReceive(message -> {
            throw new IOException();
        }));
        publish(10);
        bench.awaitDelivered("a", "c", 10);
        bench.awaitRest();

        assertThat(other.numbers()).containsExactlyElementsOf(sink.numbers());
        assertThat(bench.ledger("a", "c")).isEqualTo(new LedgerSnapshot(10, 10, 0, 0, Map.of()));
    }

    @Test
    void shouldLogWhatEndOfBatchThrewAndCountNothingAsDropped() {
        bench.run("b", sink.onEndOfBatch(context -> {
            throw new IOException("disk full");
        }));
        publish(1);
        bench.awaitDelivered("a", "b", 1);
        await().until(() -> log.lines().equals(List.of("b: endOfBatch threw")));
        publish(1);

        bench.awaitDelivered("a", "b", 2);
        assertThat(bench.ledger("a", "b").dropped()).isEmpty();
    }

    @Test
    void shouldLogWhatPeriodicWorkThrewAndRunItAgain() {
        AtomicInteger runs = new AtomicInteger();
        bench.run(
                "b",
                sink.onCreate(context -> context.every(Duration.ofMillis(1), () -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("tick");
                })));

        await().until(() -> runs.get() >= 3);
        assertThat(log.lines()).first().isEqualTo("b: periodic work threw");
        publish(1);
        bench.awaitDelivered("a", "b", 1);
    }

    @Test
    void shouldTellTheListenerWhetherReceiveReturned() {
        List<String> heard = new ArrayList<>();
        bench.create("b", sink.onReceive(ThrowingModuleTest::failForOdd));
        publish(3);
        Bench.done(bench.member("b").start(new DeliveryListener() {
            @Override
            public void processed(String source, @Nullable Throwable thrown) {
                heard.add("processed " + (thrown == null));
            }

            @Override
            public void batchEnded() {
                heard.add("batchEnded after " + sink.calls().get(sink.calls().size() - 1));
            }
        }));
        bench.stop("b", Links.LONG);

        assertThat(heard)
                .containsExactly("processed false", "processed true", "processed false", "batchEnded after endOfBatch");
    }
}
