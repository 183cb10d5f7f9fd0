package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules that publish from {@code receive}, in a circle. */
class RingTest {
    private static final List<String> RING = List.of("a", "b", "c");
    private static final int HOPS = 30;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** Every message that is received is published twice, so the queues overflow; after so many hops it ends. */
    private static Probe multiplier() {
        Probe module = new Probe();
        return module.onReceive(message -> {
            int hops = Messages.number(message);
            if (hops < HOPS) {
                Message next = Messages.number(hops + 1);
                module.context().publish(next);
                module.context().publish(next);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEAD_LETTER")
    void shouldComeToRestWhenQueuesOverflow(Overflow overflow) {
        bench.add("a", "b", "c");
        for (int i = 0; i < RING.size(); i++) {
            bench.link(Links.spec(RING.get(i), RING.get((i + 1) % 3), overflow, 2, Duration.ofMillis(2)));
        }
        List<Probe> ring =
                RING.stream().map(name -> bench.run(name, multiplier())).toList();
        ring.get(0).context().publish(Messages.number(1));
        bench.awaitRest();

        bench.assertBalanced();
        assertThat(ring).allSatisfy(module -> assertThat(module.received()).isNotEmpty());
        assertThat(ring.stream().flatMap(module -> module.numbers().stream()).max(Integer::compare))
                .isNotEmpty();
    }

    @Test
    void shouldGetOutOfAPublishToItself() {
        bench.add("a").link(Links.spec("a", "a", Overflow.BLOCK, 1, Duration.ofMillis(2)));
        AtomicInteger received = new AtomicInteger();
        Probe module = new Probe();
        module.onReceive(message -> {
            if (received.incrementAndGet() == 1) {
                Messages.upTo(3).forEach(module.context()::publish);
            }
        });
        bench.run("a", module).context().publish(Messages.number(0));
        bench.awaitDelivered("a", "a", 2);
        bench.awaitRest();

        assertThat(module.numbers()).containsExactly(0, 1);
        assertThat(bench.ledger("a", "a").dropped())
                .containsOnlyKeys(DropReason.TIMEOUT)
                .containsValue(2L);
    }
}
