package dev.bulkhead.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Module;
import dev.bulkhead.broker.store.LinkStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A broker for one test, and its members by name. What still runs at the end of the test is given up, and must come back. */
final class Bench implements AutoCloseable {
    static final int MAX_MESSAGE = 10_000;

    private final Broker broker;
    private final Map<String, Member> members = new LinkedHashMap<>();

    Bench() {
        broker = new Broker(MAX_MESSAGE);
    }

    /** A bench whose durable links are kept in this store. */
    Bench(LinkStore store) {
        broker = new Broker(MAX_MESSAGE, store);
    }

    Broker broker() {
        return broker;
    }

    Bench add(String... names) {
        for (String name : names) {
            members.put(name, broker.add(name));
        }
        return this;
    }

    Bench link(LinkSpec spec) {
        broker.link(spec);
        return this;
    }

    Member member(String name) {
        Member member = members.get(name);
        assertThat(member).as(name).isNotNull();
        return member;
    }

    /** Makes and creates the module of a member. */
    <M extends Module> M create(String name, M module) {
        done(member(name).instantiate(() -> module));
        done(member(name).create(JsonText.NONE));
        return module;
    }

    /** Makes, creates and starts the module of a member. */
    <M extends Module> M run(String name, M module) {
        create(name, module);
        start(name);
        return module;
    }

    void start(String name) {
        done(member(name).start(DeliveryListener.NONE));
    }

    void stop(String name, Duration drainFor) {
        done(member(name).stop(drainFor));
    }

    LedgerSnapshot ledger(String source, String sink) {
        return broker.links().stream()
                .filter(link ->
                        link.source().equals(source) && link.spec().sink().equals(sink))
                .map(LinkStatus::ledger)
                .findFirst()
                .orElseThrow();
    }

    void awaitDelivered(String source, String sink, long messages) {
        await().untilAsserted(() -> assertThat(ledger(source, sink).delivered()).isEqualTo(messages));
    }

    /** Waits until nothing is queued or in flight. */
    void awaitRest() {
        await().untilAsserted(() -> assertThat(broker.links())
                .allSatisfy(link -> assertThat(
                                link.ledger().queued() + link.ledger().inFlight())
                        .isZero()));
    }

    void assertBalanced() {
        assertThat(broker.links()).allMatch(link -> link.ledger().balances());
    }

    static void done(CompletableFuture<Void> future) {
        assertThat(future).succeedsWithin(Duration.ofSeconds(20));
    }

    /** {@return what the future fails with} */
    static Throwable failure(CompletableFuture<Void> future) {
        try {
            future.get(20, SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future did not complete", e);
        }
        throw new AssertionError("the future did not fail");
    }

    static void await20s(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, SECONDS)).as("the latch opened").isTrue();
    }

    /** Waits until no module's thread is left, for what it logs would be found in the next test. */
    @Override
    public void close() {
        members.values().forEach(Member::abandon);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("module-")));
    }
}
