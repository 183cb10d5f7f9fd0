package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {
    private static final int PUBLISHERS = 3;
    private static final int MESSAGES = 5_000;

    private final Bench bench = new Bench().add("a", "b");

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEAD_LETTER")
    void shouldKeepTheOrderOfEveryPublishingThread(Overflow overflow) throws InterruptedException {
        bench.link(Links.spec(overflow, 100, Duration.ofSeconds(20)));
        Probe source = bench.run("a", new Probe());
        Probe sink = bench.run("b", new Probe());
        List<Thread> publishers = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            String name = "" + p;
            publishers.add(new Thread(() -> {
                for (int i = 0; i < MESSAGES; i++) {
                    source.context().publish(Message.of(Map.of("by", name), "" + i));
                }
            }));
        }
        publishers.forEach(Thread::start);
        for (Thread publisher : publishers) {
            publisher.join();
        }
        bench.awaitRest();

        Map<String, List<Integer>> byPublisher = new HashMap<>();
        for (Message message : sink.received()) {
            byPublisher
                    .computeIfAbsent(message.property("by").orElseThrow(), by -> new ArrayList<>())
                    .add(Messages.number(message));
        }
        assertThat(byPublisher.values())
                .allSatisfy(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
        LedgerSnapshot ledger = bench.ledger("a", "b");
        assertThat(ledger.published()).isEqualTo(PUBLISHERS * MESSAGES);
        assertThat(ledger.delivered()).isEqualTo(sink.received().size());
        assertThat(ledger.balances()).isTrue();
        if (overflow == Overflow.BLOCK) {
            assertThat(ledger.dropped()).isEmpty();
        }
    }
}
