package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The place of a member is given from one life to another. */
class GivenPlaceTest {
    private final Bench bench = new Bench().add("a", "b").link(Links.spec("a", "b", Overflow.BLOCK, 4, Links.LONG));
    private final Probe source = bench.run("a", new Probe());
    private final Sleeper first = bench.run("b", new Sleeper());
    private final Member member = bench.member("b");

    private final List<MemberLife> lives = new ArrayList<>(List.of(member.present()));

    @AfterEach
    void close() {
        lives.forEach(MemberLife::abandon);
        bench.close();
    }

    private MemberLife beside(Module module) {
        MemberLife life = member.beside();
        lives.add(life);
        Bench.done(life.instantiate(() -> module));
        Bench.done(life.create(JsonText.NONE));
        return life;
    }

    private PublishResult publish(int number) {
        return source.context().publish(Messages.number(number));
    }

    @Test
    void shouldDeliverToThePresentLifeAloneWhileAnotherIsBroughtUpBeside() {
        Sleeper second = new Sleeper();
        MemberLife unused = beside(second);
        publish(1);
        bench.awaitDelivered("a", "b", 1);

        assertThat(first.numbers()).containsExactly(1);
        assertThat(second.calls()).containsExactly("create");
        assertThat(member.isRunning()).isTrue();
    }

    @Test
    void shouldStayWithThePresentLifeWhenTheOneBesideItFails() {
        MemberLife beside = member.beside();
        Bench.done(beside.instantiate(() -> new Probe().onCreate(context -> {
            throw new IllegalStateException("no such axis");
        })));

        assertThat(Bench.failure(beside.create(JsonText.NONE))).hasMessage("no such axis");
        publish(1);
        bench.awaitDelivered("a", "b", 1);
        assertThat(first.numbers()).containsExactly(1);
    }

    @Test
    void shouldLetPublishersWaitWhileNobodyTakesButSomebodyIsExpected() {
        Sleeper second = new Sleeper();
        MemberLife next = beside(second);
        member.expected(true);
        Bench.done(member.suspend());
        for (int number = 1; number <= 4; number++) {
            assertThat(publish(number)).isEqualTo(PublishResult.ACCEPTED);
        }
        CompletableFuture<PublishResult> fifth = CompletableFuture.supplyAsync(() -> publish(5));
        MemberLife before = member.present();
        member.give(next);
        assertThat(fifth).isNotDone();
        Bench.done(next.start(DeliveryListener.NONE));
        member.expected(false);

        assertThat(fifth.join()).isEqualTo(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 5);
        assertThat(second.numbers()).containsExactly(1, 2, 3, 4, 5);
        Bench.done(before.stop(Duration.ZERO));
        assertThat(member.isRunning()).isTrue();
        assertThat(first.calls()).endsWith("suspend", "destroy");
        bench.assertBalanced();
    }

    @Test
    void shouldGoBackToTheLifeBeforeWhenTheNextDoesNotStart() {
        MemberLife next = beside(new Probe().onStart(context -> {
            throw new IllegalStateException("the port is taken");
        }));
        MemberLife before = member.present();
        member.expected(true);
        Bench.done(member.suspend());
        member.give(next);
        assertThat(Bench.failure(next.start(DeliveryListener.NONE))).hasMessage("the port is taken");
        CompletableFuture<List<PublishResult>> published = CompletableFuture.supplyAsync(
                () -> IntStream.rangeClosed(1, 6).mapToObj(this::publish).toList());
        member.give(before);
        Bench.done(before.resume());
        member.expected(false);

        assertThat(published.join()).containsOnly(PublishResult.ACCEPTED);
        bench.awaitDelivered("a", "b", 6);
        assertThat(first.numbers()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldLetNobodyWaitAnyMoreWhenNobodyIsExpected() {
        member.expected(true);
        Bench.done(member.suspend());
        IntStream.rangeClosed(1, 4).forEach(this::publish);
        CompletableFuture<PublishResult> fifth = CompletableFuture.supplyAsync(() -> publish(5));
        member.expected(false);

        assertThat(fifth.join()).isEqualTo(PublishResult.DROPPED);
        assertThat(bench.ledger("a", "b").dropped()).containsOnlyKeys(DropReason.SINK_SUSPENDED);
    }

    @Test
    void shouldCountWhatEachLifeHasThrown() {
        Sleeper second = new Sleeper();
        second.onReceive(message -> {
            throw new IllegalStateException("no number");
        });
        MemberLife next = beside(second);
        MemberLife before = member.present();
        Bench.done(member.suspend());
        member.give(next);
        Bench.done(next.start(DeliveryListener.NONE));
        publish(1);
        publish(2);

        await().untilAsserted(() -> assertThat(next.failures()).isEqualTo(2));
        assertThat(before.failures()).isZero();
    }

    @Test
    void shouldLoseNothingAndKeepTheOrderThroughManyHandOversUnderLoad() {
        Queue<Integer> received = new ConcurrentLinkedQueue<>();
        AtomicInteger counted = new AtomicInteger();
        Probe.Step<Message> step = message -> {
            received.add(Integer.parseInt(message.text()));
            counted.incrementAndGet();
        };
        first.onReceive(step);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> published = CompletableFuture.supplyAsync(() -> {
            int number = 0;
            while (!enough.get()) {
                number++;
                assertThat(publish(number)).isEqualTo(PublishResult.ACCEPTED);
            }
            return number;
        });
        for (int round = 0; round < 50; round++) {
            boolean rests = round % 2 == 0;
            MemberLife next = beside(rests ? new Probe().onReceive(step) : sleeper(step));
            int soFar = counted.get();
            await().pollInterval(Duration.ofMillis(1)).until(() -> counted.get() > soFar + 10);
            MemberLife before = member.present();
            member.expected(true);
            if (rests) {
                Bench.done(before.suspend());
            } else {
                Bench.done(before.stop(Duration.ZERO));
            }
            member.give(next);
            Bench.done(next.start(DeliveryListener.NONE));
            member.expected(false);
            if (rests) {
                Bench.done(before.stop(Duration.ZERO));
            }
        }
        enough.set(true);
        int last = published.join();
        bench.awaitDelivered("a", "b", last);

        assertThat(firstOutOfOrder(received)).isEmpty();
        assertThat(received).hasSize(last);
        bench.assertBalanced();
    }

    /** {@return where a number is not one more than that before it} */
    private static String firstOutOfOrder(Queue<Integer> numbers) {
        int before = 0;
        for (int number : numbers) {
            if (number != before + 1) {
                return number + " follows " + before;
            }
            before = number;
        }
        return "";
    }

    private static Sleeper sleeper(Probe.Step<Message> step) {
        Sleeper made = new Sleeper();
        made.onReceive(step);
        return made;
    }
}
