package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LateLinkTest {
    private final Bench bench = new Bench();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        bench.close();
    }

    @Test
    void shouldDeliverOverALinkThatIsAddedWhileBothEndsRun() {
        Probe sink = bench.add("a", "b").run("b", new Probe());
        Probe source = bench.run("a", new Probe());
        assertThat(source.context().publish(Messages.number(1))).isEqualTo(PublishResult.UNROUTED);

        bench.link(LinkSpec.between("a", "b"));
        assertThat(source.context().publish(Messages.number(2))).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 1);
        assertThat(sink.numbers()).containsExactly(2);
    }

    @Test
    void shouldKnowThatTheSinkRunsWhenTheLinkComesWhileItStarts() {
        for (int i = 0; i < 300; i++) {
            String source = "source" + i;
            String sink = "sink" + i;
            bench.add(source, sink).create(sink, new Probe().onReceive(message -> end.await()));
            CompletableFuture<Void> started = bench.member(sink).start(DeliveryListener.NONE);
            bench.link(Links.spec(source, sink, Overflow.BLOCK, 1, Duration.ZERO));
            Bench.done(started);

            Link link = bench.broker().routesFrom(source)[0];
            Link.Offer offer = link.offer(Messages.number(1), null);
            while (offer == Link.Offer.QUEUED) {
                offer = link.offer(Messages.number(2), null);
            }
            assertThat(offer).isEqualTo(Link.Offer.NO_ROOM);
        }
    }
}
