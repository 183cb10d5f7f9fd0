package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.DropReason;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.NotSupportedException;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Napper;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a module that rests is promised, wherever it runs: asked of the broker, below all that steers it. */
abstract class RestContract {
    static final int MAX_MESSAGE = 1 << 20;
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CAPACITY = 100;

    private final Broker broker = new Broker(MAX_MESSAGE);
    private final String box = UUID.randomUUID().toString();
    private final Member probe = broker.add("probe");
    private final List<Map<String, Boolean>> conditions = new CopyOnWriteArrayList<>();
    private Member feeder;
    private Member collector;

    /** {@return what stands for a module in the broker: the module itself, or its proxy} */
    abstract Module module(Class<? extends Module> type, String argsJson) throws Exception;

    @BeforeEach
    void connect() throws Exception {
        probe.onConditions(() -> conditions.add(probe.conditions()));
        feeder = start("feeder", new Feeder());
        collector = start("collector", new Collector());
        broker.link(new LinkSpec("feeder", "probe", Map.of(), Overflow.BLOCK, CAPACITY, Duration.ofMinutes(5)));
        broker.link(LinkSpec.between("probe", "collector"));
    }

    private Member start(String name, Module module) throws Exception {
        Member member = broker.add(name);
        done(member.instantiate(() -> module));
        done(member.create(new JsonArgs("{ \"box\": \"" + box + "\" }")));
        done(member.start(DeliveryListener.NONE));
        return member;
    }

    @AfterEach
    void stop() throws Exception {
        for (Member member : List.of(feeder, probe, collector)) {
            if (member.isRunning() || member.isSuspended()) {
                done(member.stop(Duration.ZERO));
            }
        }
        close();
    }

    /** Called when all modules have been stopped. */
    void close() {}

    private void create(Class<? extends Module> type, String args) throws Exception {
        Module module = module(type, args);
        done(probe.instantiate(() -> module));
        done(probe.create(new JsonArgs(args)));
    }

    private void run(Class<? extends Module> type, String args) throws Exception {
        create(type, args);
        done(probe.start(DeliveryListener.NONE));
    }

    static <T> T done(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** {@return what the future fails with} */
    static Throwable failure(CompletableFuture<?> future) throws InterruptedException, TimeoutException {
        try {
            Object unused = future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("the future did not fail");
    }

    Member probe() {
        return probe;
    }

    List<PublishResult> feed(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> Feeder.publish(box, Message.of(Map.of(), "m" + number)))
                .toList();
    }

    private List<String> collected() {
        return Collector.received(box).stream()
                .filter(message -> !message.properties().containsKey("every"))
                .map(Message::text)
                .toList();
    }

    private long ticks() {
        return Collector.received(box).stream()
                .filter(message -> message.properties().containsKey("every"))
                .count();
    }

    LedgerSnapshot ledger() {
        return broker.links().stream()
                .filter(link -> link.source().equals("feeder"))
                .findFirst()
                .orElseThrow()
                .ledger();
    }

    private static List<String> numbered(int to) {
        return IntStream.rangeClosed(1, to)
                .mapToObj(number -> number + " m" + number)
                .toList();
    }

    void awaitCollected(int count) {
        await().atMost(PATIENCE).until(() -> collected().size() >= count);
        assertThat(collected()).isEqualTo(numbered(count));
    }

    @Test
    void shouldHoldMessagesWhileSuspendedAndDeliverThemInOrderAfterwards() throws Exception {
        run(Napper.class, "{}");
        // More than the link holds: so most of it is on its way when the module is to rest.
        feed(1, 20 * CAPACITY);
        done(probe.suspend());
        await().atMost(PATIENCE).until(() -> ledger().inFlight() == 0);
        LedgerSnapshot resting = ledger();
        assertThat(resting.delivered() + resting.queued()).isEqualTo(20 * CAPACITY);
        await().atMost(PATIENCE).until(() -> collected().size() == resting.delivered());
        assertThat(probe.isSuspended()).isTrue();

        int room = CAPACITY - (int) resting.queued();
        assertThat(feed(20 * CAPACITY + 1, 20 * CAPACITY + room)).doesNotContain(PublishResult.DROPPED);
        assertThat(feed(1, 7)).containsOnly(PublishResult.DROPPED);
        assertThat(ledger().dropped()).containsExactly(Map.entry(DropReason.SINK_SUSPENDED, 7L));
        assertThat(ledger().queued()).isEqualTo(CAPACITY);
        done(probe.resume());

        awaitCollected(20 * CAPACITY + room);
        await().atMost(PATIENCE).until(() -> ledger().inFlight() == 0);
        assertThat(ledger().balances()).isTrue();
        assertThat(ledger().droppedTotal()).isEqualTo(7);
    }

    @Test
    void shouldCarryTheStateToANewLifeAndTellTheConditionsOfEach() throws Exception {
        run(Napper.class, "{}");
        assertThat(probe.roles().suspendable()).isTrue();
        assertThat(probe.roles().stateful()).isTrue();
        awaitConditions(List.of(Map.of("awake", true)));
        feed(1, 10);
        awaitCollected(10);
        done(probe.suspend());
        awaitConditions(List.of(Map.of("awake", true), Map.of("awake", false)));
        byte[] state = done(probe.saveState());
        feed(11, 15);
        done(probe.stop(Duration.ZERO));
        assertThat(ledger().queued()).isEqualTo(5);
        assertThat(probe.conditions()).isEmpty();

        AtomicInteger waiting = new AtomicInteger();
        probe.onWaiting(waiting::incrementAndGet);
        feed(16, 17);
        assertThat(waiting).hasValue(1);
        create(Napper.class, "{}");
        done(probe.restoreState(state));
        done(probe.start(DeliveryListener.NONE));

        awaitCollected(17);
        awaitConditions(List.of(Map.of("awake", true), Map.of("awake", false), Map.of(), Map.of("awake", true)));
        assertThat(ledger().balances()).isTrue();
        assertThat(ledger().droppedTotal()).isZero();
    }

    private void awaitConditions(List<Map<String, Boolean>> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(conditions).isEqualTo(expected));
    }

    @Test
    void shouldLeaveAModuleAsItWasThatCannotDoWhatItIsAskedFor() throws Exception {
        run(Napper.class, "{ \"trouble\": \"suspend\" }");
        assertThat(failure(probe.suspend())).hasMessage("no valve at port 7 in suspend");
        feed(1, 10);
        awaitCollected(10);
        assertThat(failure(probe.saveState())).hasMessage("the module probe is not suspended");
    }

    @Test
    void shouldStaySuspendedWhenTheModuleCannotTellItsStateOrGoOn() throws Exception {
        run(Napper.class, "{ \"trouble\": \"resume\", \"stateBytes\": " + MAX_MESSAGE + " }");
        done(probe.suspend());
        assertThat(done(probe.saveState())).hasSize(MAX_MESSAGE);
        assertThat(failure(probe.resume())).hasMessage("no valve at port 7 in resume");
        assertThat(probe.isSuspended()).isTrue();
        byte[] state = done(probe.saveState());
        long atRest = ticks();
        done(probe.stop(Duration.ZERO));
        // What the module published before it rested may still have been on its way.
        assertThat(ticks() - atRest).isLessThan(CAPACITY);

        create(Napper.class, "{ \"stateBytes\": " + (MAX_MESSAGE + 1) + " }");
        done(probe.restoreState(state));
        done(probe.start(DeliveryListener.NONE));
        done(probe.suspend());
        assertThat(failure(probe.saveState()))
                .hasMessage("the state has 1048577 bytes, the limit is 1048576 (gateway.maxMessage in the"
                        + " configuration); save less, or raise the limit");
        assertThat(probe.isSuspended()).isTrue();
    }

    @Test
    void shouldDestroyAModuleThatCannotGoOnFromItsState() throws Exception {
        create(Napper.class, "{ \"trouble\": \"restore\" }");

        assertThat(failure(probe.restoreState(new byte[] {'1'}))).hasMessage("no valve at port 7 in restore");
        assertThat(probe.isRunning()).isFalse();
    }

    @Test
    void shouldSayWhatAModuleCannotDo() throws Exception {
        run(Echo.class, "{}");

        assertThat(probe.roles().suspendable()).isFalse();
        assertThat(probe.roles().stateful()).isFalse();
        assertThat(failure(probe.suspend()))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageStartingWith("the module probe cannot be suspended: its class ")
                .hasMessageEndingWith("does not implement dev.bulkhead.api.Suspendable");
        feed(1, 3);
        await().atMost(PATIENCE).until(() -> collected().size() == 3);
        assertThat(new ArrayList<>(collected())).containsExactly("m1", "m2", "m3");
    }
}
