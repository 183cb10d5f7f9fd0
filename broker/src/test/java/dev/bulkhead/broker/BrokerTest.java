package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldRefuseANameThatIsTaken() {
        bench.add("a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.add("a"))
                .withMessage("there is a module \"a\" already");
    }

    @ParameterizedTest
    @CsvSource({"a, x", "x, a", "*, x"})
    void shouldRefuseALinkToNowhere(String source, String sink) {
        bench.add("a");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.link(LinkSpec.between(source, sink)))
                .withMessage("there is no module \"x\"");
        assertThat(bench.broker().links()).isEmpty();
        bench.add("b");
        assertThat(bench.broker().links()).isEmpty();
    }

    @Test
    void shouldDeliverToEverySinkThatWantsTheMessage() {
        bench.add("a", "b", "c", "d")
                .link(new LinkSpec("a", "b", Map.of("kind", "c*"), Overflow.BLOCK, 10, Links.LONG))
                .link(new LinkSpec("a", "c", Map.of("kind", "cpu"), Overflow.BLOCK, 10, Links.LONG))
                .link(new LinkSpec("a", "d", Map.of("kind", "disk"), Overflow.BLOCK, 10, Links.LONG));
        Probe source = bench.run("a", new Probe());
        Probe b = bench.run("b", new Probe());
        Probe c = bench.run("c", new Probe());
        Probe d = bench.run("d", new Probe());
        Message cpu = Message.of(Map.of("kind", "cpu"), "1");
        Message camera = Message.of(Map.of("kind", "camera"), "2");

        assertThat(source.context().publish(cpu)).isEqualTo(PublishResult.ACCEPTED);
        assertThat(source.context().publish(camera)).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 2);
        bench.awaitDelivered("a", "c", 1);
        assertThat(b.received()).containsExactly(cpu, camera);
        assertThat(c.received()).containsExactly(cpu);
        assertThat(d.received()).isEmpty();
    }

    @Test
    void shouldHandTheSameObjectToEverySink() {
        bench.add("a", "b", "c").link(LinkSpec.between("a", "b")).link(LinkSpec.between("a", "c"));
        Probe source = bench.run("a", new Probe());
        Probe b = bench.run("b", new Probe());
        Probe c = bench.run("c", new Probe());
        Message message = Messages.text("large");
        source.context().publish(message);
        bench.awaitDelivered("a", "b", 1);
        bench.awaitDelivered("a", "c", 1);

        assertThat(b.received().get(0)).isSameAs(message);
        assertThat(c.received().get(0)).isSameAs(message);
    }

    @Test
    void shouldMakeAQueuePerSourceWhereTheSourceIsAny() {
        bench.add("a", "log")
                .link(Links.spec("*", "log", Overflow.DROP_NEWEST, 1, Links.LONG))
                .add("b");
        Probe a = bench.run("a", new Probe());
        Probe b = bench.run("b", new Probe());

        assertThat(a.context().publish(Messages.number(1))).isEqualTo(PublishResult.ACCEPTED);
        assertThat(a.context().publish(Messages.number(2))).isEqualTo(PublishResult.DROPPED);
        assertThat(b.context().publish(Messages.number(3))).isEqualTo(PublishResult.ACCEPTED);
        assertThat(bench.broker().links()).extracting(LinkStatus::source).containsExactly("a", "b");
        assertThat(bench.broker().links())
                .extracting(link -> link.spec().source())
                .containsOnly("*");
    }

    @Test
    void shouldNotDeliverToItselfWhereTheSourceIsAny() {
        bench.add("log").link(LinkSpec.between("*", "log"));
        Probe log = bench.run("log", new Probe());

        assertThat(log.context().publish(Messages.number(1))).isEqualTo(PublishResult.UNROUTED);
    }

    @Test
    void shouldDeliverToItselfWhenALinkSaysSo() {
        bench.add("a").link(LinkSpec.between("a", "a"));
        Probe a = bench.run("a", new Probe());
        a.context().publish(Messages.number(1));

        bench.awaitDelivered("a", "a", 1);
        assertThat(a.numbers()).containsExactly(1);
    }

    @Test
    void shouldDeliverTwiceOverTwoLinksBetweenTheSameModules() {
        bench.add("a", "b").link(LinkSpec.between("a", "b")).link(LinkSpec.between("*", "b"));
        Probe a = bench.run("a", new Probe());
        Probe b = bench.run("b", new Probe());
        a.context().publish(Messages.number(1));

        bench.awaitRest();
        assertThat(b.numbers()).containsExactly(1, 1);
        assertThat(bench.broker().links()).allMatch(link -> link.ledger().delivered() == 1);
    }

    @Test
    void shouldListEveryLinkInTheOrderInWhichItCame() {
        bench.add("a", "b", "c")
                .link(LinkSpec.between("b", "a"))
                .link(LinkSpec.between("*", "c"))
                .add("d");

        assertThat(bench.broker().links())
                .extracting(link -> link.source() + "-" + link.spec().sink())
                .containsExactly("b-a", "a-c", "b-c", "d-c");
    }

    @Test
    void shouldTakeAMemberAwayWithItsLinks() {
        bench.add("a", "b", "c")
                .link(LinkSpec.between("a", "b"))
                .link(LinkSpec.between("*", "c"))
                .link(LinkSpec.between("b", "a"));
        Probe a = bench.run("a", new Probe());
        bench.run("c", new Probe());

        bench.broker().remove("b");

        assertThat(bench.broker().links()).extracting(LinkStatus::source).containsExactly("a");
        assertThat(a.context().publish(Messages.number(1))).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "c", 1);
        bench.add("b").link(LinkSpec.between("a", "b"));
        assertThat(bench.broker().links()).hasSize(3);
    }

    @Test
    void shouldLetAPublisherGoOnWhoseLinkIsTakenAway() throws Exception {
        LinkSpec full = Links.spec("a", "b", Overflow.BLOCK, 1, Links.LONG);
        bench.add("a", "b").link(full);
        Probe a = bench.run("a", new Probe());
        CountDownLatch busy = new CountDownLatch(1);
        bench.run("b", new Probe().onReceive(message -> Probe.hang(busy)));
        CompletableFuture<PublishResult> blocked = CompletableFuture.supplyAsync(() -> {
            PublishResult last = PublishResult.ACCEPTED;
            for (int i = 0; i < 3; i++) {
                last = a.context().publish(Messages.number(i));
            }
            return last;
        });

        bench.broker().unlink(full);

        assertThat(blocked.get(30, TimeUnit.SECONDS)).isIn(PublishResult.DROPPED, PublishResult.UNROUTED);
        busy.countDown();
        assertThat(bench.broker().links()).isEmpty();
    }

    @Test
    void shouldLinkOnlyTheSourcesThatItIsToldTo() {
        bench.add("a", "log");
        bench.broker().linkFrom(LinkSpec.between("*", "log"), source -> source.startsWith("b"));
        bench.add("b1", "b2", "c");

        assertThat(bench.broker().links()).extracting(LinkStatus::source).containsExactly("b1", "b2");
    }

    @Test
    void shouldLinkOnlyTheMessagesThatItIsToldTo() {
        bench.add("a", "b");
        bench.broker().linkConfirmed(LinkSpec.between("a", "b"), message -> Messages.number(message) > 1, () -> false);
        Probe a = bench.run("a", new Probe());
        Probe b = bench.run("b", new Probe());

        assertThat(a.context().publish(Messages.number(1))).isEqualTo(PublishResult.UNROUTED);
        assertThat(a.context().publish(Messages.number(2))).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 1);
        assertThat(b.numbers()).containsExactly(2);
    }
}
