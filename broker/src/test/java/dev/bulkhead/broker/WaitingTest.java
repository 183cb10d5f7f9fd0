package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody wants to know when a message waits for a member that is down. */
class WaitingTest {
    private final Bench bench = new Bench().add("a", "b").link(LinkSpec.between("a", "b"));
    private final Probe source = bench.run("a", new Probe());
    private final Member member = bench.member("b");
    private final AtomicInteger heard = new AtomicInteger();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTellOfTheFirstMessageThatWaitsAndOfNoOther() {
        bench.run("b", new Probe());
        bench.stop("b", Duration.ZERO);
        member.onWaiting(heard::incrementAndGet);
        assertThat(member.addressed()).isZero();
        assertThat(heard).hasValue(0);

        source.context().publish(Messages.number(1));
        assertThat(heard).hasValue(1);
        source.context().publish(Messages.number(2));

        assertThat(heard).hasValue(1);
        assertThat(member.addressed()).isEqualTo(2);
    }

    @Test
    void shouldTellOfAMemberThatNeverLived() {
        member.onWaiting(heard::incrementAndGet);
        source.context().publish(Messages.number(1));

        assertThat(heard).hasValue(1);
    }

    @Test
    void shouldTellNothingOfAMemberThatLivesAnew() {
        member.onWaiting(heard::incrementAndGet);
        Probe sink = bench.run("b", new Probe());
        source.context().publish(Messages.number(1));
        bench.awaitDelivered("a", "b", 1);

        assertThat(sink.numbers()).containsExactly(1);
        assertThat(heard).hasValue(0);
    }

    @Test
    void shouldBeAskedAnewForEachTime() {
        for (int i = 1; i <= 3; i++) {
            Probe sink = bench.run("b", new Probe());
            bench.awaitDelivered("a", "b", i - 1);
            bench.stop("b", Duration.ZERO);
            member.onWaiting(heard::incrementAndGet);
            source.context().publish(Messages.number(i));
            assertThat(heard).hasValue(i);
            assertThat(sink.received()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void shouldTellOfAMessageThatFindsNoRoomEither() {
        for (int i = 0; i < LinkSpec.DEFAULT_CAPACITY; i++) {
            source.context().publish(Messages.number(i));
        }
        member.onWaiting(heard::incrementAndGet);
        source.context().publish(Messages.number(-1));

        assertThat(bench.ledger("a", "b").dropped()).containsEntry(DropReason.SINK_DOWN, 1L);
        assertThat(member.addressed()).isEqualTo(LinkSpec.DEFAULT_CAPACITY + 1);
        assertThat(heard).hasValue(1);
    }
}
