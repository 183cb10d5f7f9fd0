package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several threads publish as fast as they can; when they are done, every message is accounted for on every link. */
class LedgerStormTest {
    private static final int PUBLISHERS = 4;
    private static final int MESSAGES = 3_000;
    private static final long ALL = (long) PUBLISHERS * MESSAGES;

    private final Bench bench = new Bench().add("a", "good", "throws", "slow", "held", "none");
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<PublishResult, LongAdder> results = new ConcurrentHashMap<>();
    /** Opens when one publisher is half through; all wait there for the other. */
    private final CountDownLatch begun = new CountDownLatch(1);

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        bench.close();
    }

    static Stream<Arguments> policies() {
        return Stream.of(Overflow.BLOCK, Overflow.DROP_OLDEST, Overflow.DROP_NEWEST)
                .flatMap(overflow -> Stream.of(1, 3, 64).map(capacity -> Arguments.of(overflow, capacity)));
    }

    private void runSinks(Overflow overflow, int capacity) {
        for (String sink : List.of("good", "throws", "slow", "held", "none")) {
            bench.link(Links.spec("a", sink, overflow, capacity, Duration.ofMillis(sink.equals("held") ? 0 : 1)));
        }
        bench.run("good", new Probe());
        AtomicInteger received = new AtomicInteger();
        bench.run("throws", new Probe().onReceive(message -> {
                    // Counted here, because a policy may let few messages through, and none with a certain number.
                    if (received.getAndIncrement() % 3 == 0) {
                        throw new IOException("every third");
                    }
                }));
        bench.run("slow", new Probe().onReceive(message -> takeLong()));
        bench.run("held", new Probe().onReceive(message -> {
                    held.countDown();
                    Probe.hang(end);
                }));
    }

    /** Ten microseconds: longer than a publish. */
    private static void takeLong() {
        long over = System.nanoTime() + 10_000;
        while (System.nanoTime() - over < 0) {
            Thread.onSpinWait();
        }
    }

    private List<Thread> publish() {
        Probe source = bench.run("a", new Probe());
        List<Thread> publishers = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            Thread publisher = new Thread(() -> {
                for (int i = 1; i <= MESSAGES; i++) {
                    Message message = Messages.number(i);
                    results.computeIfAbsent(source.context().publish(message), result -> new LongAdder())
                            .increment();
                    if (i == MESSAGES / 2) {
                        begun.countDown();
                        Probe.hang(goOn);
                    }
                }
            });
            publishers.add(publisher);
            publisher.start();
        }
        return publishers;
    }

    private void assertRest(List<Thread> publishers) throws InterruptedException {
        for (Thread publisher : publishers) {
            publisher.join();
        }
        await().untilAsserted(() -> {
            for (String sink : List.of("good", "throws", "slow")) {
                assertThat(bench.ledger("a", sink).inFlight()).isZero();
                assertThat(bench.ledger("a", sink).queued() == 0
                                || !bench.member(sink).isRunning())
                        .isTrue();
            }
        });
        assertThat(bench.broker().links()).allSatisfy(link -> {
            assertThat(link.ledger().published()).isEqualTo(ALL);
            assertThat(link.ledger().balances()).as("%s", link).isTrue();
            assertThat(link.ledger().queued()).isLessThanOrEqualTo(link.spec().capacity());
        });
        assertThat(results.values().stream().mapToLong(LongAdder::sum).sum()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldBalance(Overflow overflow, int capacity) throws InterruptedException {
        runSinks(overflow, capacity);
        goOn.countDown();
        List<Thread> publishers = publish();
        Bench.await20s(held);
        assertRest(publishers);

        assertThat(results).doesNotContainKeys(PublishResult.UNROUTED, PublishResult.CLOSED);
        assertThat(bench.ledger("a", "none").dropped())
                .containsExactly(Map.entry(DropReason.SINK_DOWN, ALL - capacity));
        assertThat(bench.ledger("a", "none").queued()).isEqualTo(capacity);
        assertThat(bench.ledger("a", "good").dropped())
                .doesNotContainKeys(DropReason.RECEIVE_FAILED, DropReason.SINK_DOWN, DropReason.HOST_LOST);
        assertThat(bench.ledger("a", "throws").dropped()).containsKey(DropReason.RECEIVE_FAILED);
        assertThat(bench.ledger("a", "held").inFlight()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void shouldBalanceWhenSinksGoDownAndComeBackMeanwhile(Overflow overflow, int capacity) throws InterruptedException {
        runSinks(overflow, capacity);
        List<Thread> publishers = publish();
        Bench.await20s(begun);
        Bench.await20s(held);
        bench.member("good").markDown();
        goOn.countDown();
        bench.stop("slow", Duration.ofMillis(5));
        bench.member("held").abandon();
        bench.run("slow", new Probe());
        end.countDown();
        bench.stop("good", Duration.ZERO);
        assertRest(publishers);

        assertThat(bench.ledger("a", "good").dropped()).containsKey(DropReason.SINK_DOWN);
        assertThat(bench.ledger("a", "held").inFlight()).isZero();
        assertThat(bench.ledger("a", "held").delivered()).isEqualTo(1);
    }
}
