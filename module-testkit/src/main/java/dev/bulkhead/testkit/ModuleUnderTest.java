package dev.bulkhead.testkit;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.host.load.JsonArgs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A module that runs in the test's process as it would in a gateway: on one thread of its own, behind an inbox, called in the same order.
 * Around it all is simulated: what the test {@link #send sends} comes over links, what the module publishes is {@link #published kept},
 * and its {@link #clock} stands still until the test moves it. The test's thread alone may call; calls wait for the module and pass on
 * what it threw. Where it does not come back within 30 s they fail.
 */
public final class ModuleUnderTest {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);
    private static final String SOURCE = "source";

    private final FakeClock clock = new FakeClock(new Following());
    private final Surroundings around;
    private final Answers answers = new Answers();
    private final Faults faults;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private Callable<? extends Module> factory;
    private String argsJson = "{}";
    private int taken;
    private boolean failuresAsked;
    private boolean up;

    ModuleUnderTest(Class<? extends Module> type) {
        this(() -> type.getConstructor().newInstance());
    }

    ModuleUnderTest(Callable<? extends Module> factory) {
        this.factory = factory;
        try {
            around = new Surroundings(clock.time());
        } catch (Exception e) {
            throw new IllegalStateException("cannot simulate a gateway", e);
        }
        faults = new Faults(around, answers, this::settle);
    }

    /** Makes the module with this from now on, such as a constructor that takes stand-ins for devices. */
    public ModuleUnderTest madeBy(Callable<? extends Module> newFactory) {
        factory = newFactory;
        return this;
    }

    /** Gives it these arguments when it starts. {@return this} */
    public ModuleUnderTest args(String json) {
        argsJson = json;
        return this;
    }

    /** Gives it these arguments when it starts; a component that is null is not given, a duration has whole ms. {@return this} */
    public ModuleUnderTest args(Record args) {
        return args(ArgsJson.of(args));
    }

    /**
     * Creates and starts the module.
     *
     * @return this
     * @throws Exception what the constructor, {@code create} or {@code start} threw
     */
    public ModuleUnderTest start() throws Exception {
        return start(null);
    }

    /**
     * Creates the module, gives it the state of an earlier one, and starts it.
     *
     * @throws Exception what the module threw; {@link dev.bulkhead.broker.NotSupportedException} if it is not {@code Stateful}
     */
    public ModuleUnderTest startWith(byte[] state) throws Exception {
        return start(state);
    }

    private ModuleUnderTest start(byte @Nullable [] state) throws Exception {
        Calls.done("the constructor", around.module().instantiate(() -> answers.around(factory.call())));
        Calls.done("create", around.module().create(new JsonArgs(argsJson)));
        if (state != null) {
            Calls.done("restoreState", around.module().restoreState(state.clone()));
        }
        Calls.done("start", around.module().start(new FailureKeeper()));
        up = true;
        settle();
        return this;
    }

    /**
     * Publishes messages for the module over one link, and waits until it has received them and {@code endOfBatch} has returned. What
     * {@code receive} throws is a {@linkplain #failures failure}.
     */
    public void send(Message... messages) throws Exception {
        sendFrom(SOURCE, messages);
    }

    /** As {@link #send}, over the link from this source. */
    public void sendFrom(String source, Message... messages) throws Exception {
        for (Message message : messages) {
            var unused = around.publish(source, message);
        }
        settle();
    }

    /** {@return all that the module has published so far, in order} */
    public List<Message> published() throws Exception {
        settle();
        return around.heard();
    }

    /** {@return what the module has published since the last call of this} */
    public List<Message> takePublished() throws Exception {
        List<Message> all = published();
        List<Message> fresh = all.subList(taken, all.size());
        taken = all.size();
        return fresh;
    }

    /**
     * Waits for what a thread of the module's own publishes.
     *
     * @return the first so many messages that it published
     * @throws AssertionError if there are fewer after 30 s
     */
    public List<Message> awaitPublished(int count) throws InterruptedException {
        long deadline = System.nanoTime() + Calls.LIMIT.toNanos();
        while (around.heard().size() < count) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("the module has not published " + count + " messages after "
                        + Calls.LIMIT.toSeconds() + " s, but " + around.heard());
            }
            Thread.sleep(1);
        }
        return around.heard().subList(0, count);
    }

    /** {@return its clock} */
    public FakeClock clock() {
        return clock;
    }

    /** {@return what can be done to it} */
    public Faults faults() {
        return faults;
    }

    /** {@return what {@code receive} has thrown so far; each message was counted as dropped, {@code receive-failed}} */
    public List<Throwable> failures() throws Exception {
        settle();
        failuresAsked = true;
        return List.copyOf(failures);
    }

    /** {@return the counts of all links that end in the module} */
    public LedgerSnapshot inbox() throws Exception {
        settle();
        return around.toModule();
    }

    /** {@return what the module says of its conditions} */
    public Map<String, Boolean> conditions() {
        return around.module().conditions();
    }

    /** Lets it rest. @throws Exception what it threw; {@link dev.bulkhead.broker.NotSupportedException} if it cannot rest */
    public void suspend() throws Exception {
        Calls.done("suspend", around.module().suspend());
    }

    /** Lets it go on. @throws Exception what it threw */
    public void resume() throws Exception {
        Calls.done("resume", around.module().resume());
        settle();
    }

    /** {@return the state of the suspended module} @throws Exception what it threw */
    public byte[] saveState() throws Exception {
        return Calls.done("saveState", around.module().saveState());
    }

    /** Stops it, after it has processed what is queued. It can start anew, as a new object. */
    public void stop() throws Exception {
        up = false;
        Calls.done("destroy", around.module().stop(DRAIN_LIMIT));
        settle();
    }

    private void settle() throws Exception {
        if (!around.module().isSuspended()) {
            around.settle();
        }
    }

    /** Ends the test. */
    void end(boolean wasGood) throws Exception {
        faults.end();
        if (up) {
            stop();
        }
        around.end();
        if (wasGood && !failuresAsked && !failures.isEmpty()) {
            throw new AssertionError(
                    "receive threw, and the test did not ask for failures(): " + failures, failures.get(0));
        }
    }

    private final class Following implements FakeClock.Follower {
        @Override
        public long untilDue() throws Exception {
            return up ? Calls.done("periodic work", around.module().untilDue()) : Long.MAX_VALUE;
        }

        @Override
        public void settle() throws Exception {
            ModuleUnderTest.this.settle();
        }
    }

    private final class FailureKeeper implements DeliveryListener {
        @Override
        public void processed(String source, @Nullable Throwable thrown) {
            if (thrown != null) {
                failures.add(thrown);
            }
            faults.processed(source);
        }

        @Override
        public void batchEnded() {
            // settle() asks on the module's thread.
        }
    }
}
