package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private final Bench bench =
            new Bench().add("flood", "drip", "sink").link(Links.spec("*", "sink", Overflow.BLOCK, 10_000, Links.LONG));
    private final Probe flood = bench.run("flood", new Probe());
    private final Probe drip = bench.run("drip", new Probe());

    @AfterEach
    void close() {
        bench.close();
    }

    private static void publish(Probe source, String text, int times) {
        for (int i = 0; i < times; i++) {
            source.context().publish(Messages.text(text));
        }
    }

    @Test
    void shouldTakeFromEveryLinkInTurn() {
        publish(flood, "flood", 1000);
        publish(drip, "drip", 3);
        Probe sink = bench.run("sink", new Probe());
        bench.awaitDelivered("flood", "sink", 1000);

        assertThat(sink.texts().indexOf("drip")).isEqualTo(Inbox.TURN);
        assertThat(sink.texts().subList(Inbox.TURN, Inbox.TURN + 4))
                .isEqualTo(List.of("drip", "drip", "drip", "flood"));
    }

    @Test
    void shouldTakeAMessageThatComesLateInTheNextTurn() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        publish(flood, "flood", 1000);
        Probe sink = bench.run("sink", new Probe().onReceive(message -> {
                    received.countDown();
                    goOn.await();
                }));
        Bench.await20s(received);
        publish(drip, "drip", 1);
        goOn.countDown();
        bench.awaitDelivered("flood", "sink", 1000);

        assertThat(sink.texts().indexOf("drip")).isEqualTo(Inbox.TURN);
    }

    @Test
    void shouldNotLetTwoFloodsStarveEachOther() {
        publish(flood, "flood", 1000);
        publish(drip, "drip", 1000);
        Probe sink = bench.run("sink", new Probe());
        bench.awaitRest();

        List<String> texts = sink.texts();
        for (int turn = 0; turn < 1000 / Inbox.TURN; turn++) {
            int first = 2 * turn * Inbox.TURN;
            assertThat(texts.subList(first, first + Inbox.TURN)).containsOnly("flood");
            assertThat(texts.subList(first + Inbox.TURN, first + 2 * Inbox.TURN))
                    .containsOnly("drip");
        }
    }

    @Test
    void shouldEndABatchUnderAFlood() {
        publish(flood, "flood", 10_000);
        publish(drip, "drip", 10_000);
        Probe sink = bench.run("sink", new Probe());
        bench.awaitRest();

        assertThat(sink.calls().indexOf("endOfBatch")).isBetween(8192, 8192 + 2 * Inbox.TURN + 2);
        assertThat(sink.received()).hasSize(20_000);
    }
}
