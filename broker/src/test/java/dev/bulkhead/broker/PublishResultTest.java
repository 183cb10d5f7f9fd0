package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.MessageTooLargeException;
import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishResultTest {
    private static final Message CPU = Message.of(Map.of("kind", "cpu"), "0.5");

    private final Bench bench = new Bench().add("a", "open", "full");
    private final Probe source = bench.run("a", new Probe());

    @AfterEach
    void close() {
        bench.close();
    }

    private void linkToFull() {
        bench.link(Links.spec("a", "full", Overflow.BLOCK, 1, Links.LONG));
        source.context().publish(CPU);
    }

    private PublishResult publish() {
        return source.context().publish(CPU);
    }

    @Test
    void shouldBeAcceptedWhenEveryLinkQueuedTheMessage() {
        bench.link(LinkSpec.between("a", "open")).link(LinkSpec.between("a", "full"));

        assertThat(publish()).isEqualTo(PublishResult.ACCEPTED);
        assertThat(bench.ledger("a", "open").queued()).isEqualTo(1);
        assertThat(bench.ledger("a", "full").queued()).isEqualTo(1);
    }

    @Test
    void shouldBePartlyDroppedWhenOneLinkDroppedIt() {
        linkToFull();
        bench.link(LinkSpec.between("a", "open"));

        assertThat(publish()).isEqualTo(PublishResult.PARTLY_DROPPED);
        assertThat(bench.ledger("a", "open").queued()).isEqualTo(1);
        assertThat(bench.ledger("a", "full").droppedTotal()).isEqualTo(1);
    }

    @Test
    void shouldBeDroppedWhenEveryLinkDroppedIt() {
        linkToFull();

        assertThat(publish()).isEqualTo(PublishResult.DROPPED);
        assertThat(bench.member("a").unrouted()).isZero();
    }

    @Test
    void shouldBeUnroutedWithoutALink() {
        assertThat(publish()).isEqualTo(PublishResult.UNROUTED);
        assertThat(bench.member("a").unrouted()).isEqualTo(1);
    }

    @Test
    void shouldBeUnroutedWhenNoLinkWantsIt() {
        bench.link(new LinkSpec("a", "open", Map.of("kind", "disk"), Overflow.BLOCK, 1, Duration.ZERO));

        assertThat(publish()).isEqualTo(PublishResult.UNROUTED);
        assertThat(bench.ledger("a", "open").published()).isZero();
    }

    @Test
    void shouldBeClosedWhenTheModuleIsDown() {
        bench.link(LinkSpec.between("a", "open"));
        bench.stop("a", Duration.ZERO);

        assertThat(publish()).isEqualTo(PublishResult.CLOSED);
        assertThat(bench.member("a").refused()).isEqualTo(1);
        assertThat(bench.ledger("a", "open").published()).isZero();
    }

    @Test
    void shouldAcceptAMessageOfTheLargestSize() {
        bench.link(LinkSpec.between("a", "open"));

        assertThat(source.context().publish(Messages.ofSize(Bench.MAX_MESSAGE))).isEqualTo(PublishResult.ACCEPTED);
    }

    @Test
    void shouldRefuseALargerOneWithItsSizeAndTheLimit() {
        bench.link(LinkSpec.between("a", "open"));

        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> source.context().publish(Messages.ofSize(Bench.MAX_MESSAGE + 1)))
                .withMessageStartingWith("the message has 10001 bytes, the limit is 10000");
        assertThat(bench.member("a").refused()).isEqualTo(1);
        assertThat(bench.ledger("a", "open").published()).isZero();
    }

    @Test
    void shouldCountThePropertiesTowardsTheLimit() {
        Message message = Message.of(Map.of("k", "v"), new byte[Bench.MAX_MESSAGE - 14 - 3]);

        assertThatExceptionOfType(MessageTooLargeException.class)
                .isThrownBy(() -> source.context().publish(message))
                .withMessageContaining(" 10001 bytes");
    }
}
