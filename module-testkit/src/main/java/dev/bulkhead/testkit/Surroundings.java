package dev.bulkhead.testkit;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.Overflow;
import dev.bulkhead.broker.Time;
import dev.bulkhead.host.load.JsonArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The broker of a simulated module, and the modules around it. The test's thread alone uses it. */
final class Surroundings {
    static final String MODULE = "module";
    static final String SINK = "sink";

    private static final int MAX_MESSAGE = 16 << 20;
    private static final long ROOM_BYTES = 256L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Broker broker;
    private final Member module;
    private final Sinks.Ear ear = new Sinks.Ear();
    private final Map<String, Sinks.Mouth> mouths = new HashMap<>();
    private final List<Member> others = new ArrayList<>();

    Surroundings(Time time) throws Exception {
        broker = new Broker(MAX_MESSAGE, null, time);
        module = broker.add(MODULE);
        start(SINK, ear);
        broker.link(wide(MODULE, SINK));
    }

    private static LinkSpec wide(String source, String sink) {
        return new LinkSpec(
                source, sink, Map.of(), Overflow.BLOCK, LinkSpec.MAX_CAPACITY, ROOM_BYTES, LinkSpec.DEFAULT_BLOCK_FOR);
    }

    private Member start(String name, Module other) throws Exception {
        Member member = broker.add(name);
        Calls.done("the test's " + name, member.instantiate(() -> other));
        Calls.done("the test's " + name, member.create(new JsonArgs("{}")));
        Calls.done("the test's " + name, member.start(DeliveryListener.NONE));
        others.add(member);
        return member;
    }

    Member module() {
        return module;
    }

    List<Message> heard() {
        return ear.heard();
    }

    PublishResult publish(String source, Message message) throws Exception {
        return mouth(source, name -> broker.link(wide(name, MODULE))).context().publish(message);
    }

    /** Publishes over a link that holds so many, and drops what comes then. */
    PublishResult publishNarrowly(String source, int capacity, Message message) throws Exception {
        return mouth(
                        source,
                        name -> broker.link(new LinkSpec(
                                name, MODULE, Map.of(), Overflow.DROP_NEWEST, capacity, LinkSpec.DEFAULT_BLOCK_FOR)))
                .context()
                .publish(message);
    }

    private interface Linking {
        void link(String name);
    }

    private Sinks.Mouth mouth(String name, Linking linking) throws Exception {
        Sinks.Mouth known = mouths.get(name);
        if (known != null) {
            return known;
        }
        Sinks.Mouth made = new Sinks.Mouth();
        start(name, made);
        linking.link(name);
        mouths.put(name, made);
        return made;
    }

    /** Adds a sink that takes nothing, behind a link of this width. */
    Sinks.Sleeper addSleeper(int room, Duration blockFor) throws Exception {
        Sinks.Sleeper sleeper = new Sinks.Sleeper();
        start("slow-sink", sleeper);
        Sinks.Mouth waker = mouth("lullaby", name -> broker.link(LinkSpec.between(name, "slow-sink")));
        waker.context().publish(Message.builder().build());
        sleeper.awaitAsleep();
        broker.link(new LinkSpec(MODULE, "slow-sink", Map.of(), Overflow.BLOCK, room, blockFor));
        return sleeper;
    }

    /** Ends the modules around it. */
    void end() throws Exception {
        for (Member other : others) {
            Calls.done("the test's " + other.name(), other.stop(Duration.ZERO));
        }
        broker.close();
    }

    /** {@return the counts of all links that end in the module} */
    LedgerSnapshot toModule() {
        return counts(link -> link.sink().equals(MODULE));
    }

    LedgerSnapshot toSink() {
        return counts(link -> link.sink().equals(SINK));
    }

    private LedgerSnapshot counts(Predicate<LinkSpec> which) {
        return broker.links().stream()
                .filter(link -> which.test(link.spec()))
                .map(link -> link.ledger())
                .reduce(LedgerSnapshot.NOTHING, LedgerSnapshot::plus);
    }

    /** Waits until the module has done all that it was sent, and what it published has arrived. */
    void settle() throws Exception {
        if (!module.isRunning()) {
            awaitRest("what the module published", this::toSink);
            return;
        }
        awaitRest("what was sent to the module", this::toModule);
        var unused = Calls.done("its endOfBatch", module.untilDue());
        awaitRest("what the module published", this::toSink);
    }

    private interface Counts {
        LedgerSnapshot now();
    }

    private static void awaitRest(String what, Counts counts) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        LedgerSnapshot now = counts.now();
        while (now.queued() + now.inFlight() > 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + " has not been received after " + PATIENCE.toSeconds() + " s: " + now);
            }
            Thread.sleep(1);
            now = counts.now();
        }
    }
}
