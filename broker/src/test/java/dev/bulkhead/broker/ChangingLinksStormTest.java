package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links change thousands of times while publishers publish as fast as they can: what was accepted comes once, and in order. */
class ChangingLinksStormTest {
    private static final long SEED = 5;
    private static final int CHANGES = 3000;
    private static final List<String> SOURCES = List.of("a", "b");
    private static final int THREADS = 2;

    private final Bench bench = new Bench().add("a", "b", "sink");
    private final Broker broker = bench.broker();
    private final Random random = new Random(SEED);
    private final AtomicBoolean end = new AtomicBoolean();
    private final Map<String, List<Integer>> accepted = new ConcurrentHashMap<>();
    private final Map<String, Map<PublishResult, Integer>> results = new ConcurrentHashMap<>();
    /** Of the sink's thread alone, until that is at rest. */
    private final Map<String, List<Integer>> received = new ConcurrentHashMap<>();

    private final List<CompletableFuture<Void>> changes = new ArrayList<>();

    @AfterEach
    void close() {
        end.set(true);
        bench.close();
    }

    private List<Thread> publish() {
        bench.run(
                "sink",
                new Probe.Quiet(message -> received.computeIfAbsent(
                                message.properties().get("thread"), thread -> new ArrayList<>())
                        .add(Messages.number(message))));
        List<Thread> publishers = new ArrayList<>();
        for (String source : SOURCES) {
            Probe module = bench.run(source, new Probe());
            for (int i = 0; i < THREADS; i++) {
                String name = source + i;
                Thread publisher = new Thread(() -> publishUntilTheEnd(module, name), "publisher-" + name);
                publishers.add(publisher);
                publisher.start();
            }
        }
        return publishers;
    }

    private void publishUntilTheEnd(Probe module, String name) {
        List<Integer> mine = new ArrayList<>();
        Map<PublishResult, Integer> counts = new EnumMap<>(PublishResult.class);
        for (int number = 1; !end.get(); number++) {
            PublishResult result =
                    module.context().publish(Message.of(Map.of("thread", name), Integer.toString(number)));
            counts.merge(result, 1, Integer::sum);
            if (result == PublishResult.ACCEPTED) {
                mine.add(number);
            }
        }
        accepted.put(name, mine);
        results.put(name, counts);
    }

    private LinkSpec anySpec(String source) {
        Overflow overflow = Overflow.BLOCK;
        // From a size on, messages count for themselves, and go another way.
        long bytes = random.nextBoolean() ? 1 << 20 : 200;
        return new LinkSpec(source, "sink", Map.of(), overflow, 1 + random.nextInt(40), bytes, Links.LONG);
    }

    private void changed(CompletableFuture<Void> change) {
        changes.add(change);
        if (changes.size() > 20 || random.nextInt(3) == 0) {
            changes.forEach(Bench::done);
            changes.clear();
        }
    }

    private void assertNothingLost(List<Thread> publishers) throws InterruptedException {
        end.set(true);
        for (Thread publisher : publishers) {
            publisher.join();
        }
        changes.forEach(Bench::done);
        bench.awaitRest();
        bench.stop("sink", Duration.ofSeconds(20));
        assertThat(received).isEqualTo(accepted);
        assertThat(accepted)
                .hasSize(SOURCES.size() * THREADS)
                .allSatisfy((thread, numbers) -> assertThat(numbers).hasSizeGreaterThan(100));
        bench.assertBalanced();
        assertThat(broker.retired().balances()).isTrue();
        LedgerSnapshot all =
                broker.links().stream().map(LinkStatus::ledger).reduce(broker.retired(), LedgerSnapshot::plus);
        assertThat(all.delivered())
                .isEqualTo(accepted.values().stream().mapToLong(List::size).sum());
        assertThat(all.droppedTotal()).isEqualTo(count(PublishResult.DROPPED));
        assertThat(SOURCES.stream()
                        .mapToLong(source -> bench.member(source).unrouted())
                        .sum())
                .isEqualTo(count(PublishResult.UNROUTED));
    }

    private long count(PublishResult result) {
        return results.values().stream()
                .mapToLong(counts -> counts.getOrDefault(result, 0))
                .sum();
    }

    @Test
    void shouldDeliverEachMessageOnceAndInOrderWhileLinksAreReplaced() throws InterruptedException {
        Map<String, LinkSpec> present = new HashMap<>();
        for (String source : SOURCES) {
            present.put(source, anySpec(source));
            bench.link(present.get(source));
        }
        List<Thread> publishers = publish();
        for (int i = 0; i < CHANGES; i++) {
            String source = SOURCES.get(random.nextInt(SOURCES.size()));
            LinkSpec next = anySpec(source);
            changed(broker.replace(present.put(source, next), next));
        }

        assertNothingLost(publishers);
        assertThat(results.values()).allSatisfy(counts -> assertThat(counts).containsOnlyKeys(PublishResult.ACCEPTED));
        assertThat(broker.retired()).isEqualTo(LedgerSnapshot.NOTHING);
    }

    @Test
    void shouldDeliverWhatWasAcceptedWhileLinksFromAnyComeChangeAndGo() throws InterruptedException {
        LinkSpec present = anySpec("*");
        boolean there = true;
        bench.link(present);
        List<Thread> publishers = publish();
        for (int i = 0; i < CHANGES; i++) {
            if (!there) {
                // Sometimes the same again, which then comes back with its counts.
                present = random.nextBoolean() ? present : anySpec("*");
                bench.link(present);
                there = true;
            } else if (random.nextBoolean()) {
                LinkSpec next = anySpec("*");
                changed(broker.replace(present, next));
                present = next;
            } else {
                changed(broker.retire(present, Links.LONG));
                there = false;
            }
        }

        assertNothingLost(publishers);
        assertThat(broker.retired().delivered()).isPositive();
    }
}
