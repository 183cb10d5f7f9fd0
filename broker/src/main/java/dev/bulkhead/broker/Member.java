package dev.bulkhead.broker;

import dev.bulkhead.api.Module;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A module's place in a broker. Its calls follow each other in this order: {@link #instantiate}, {@link #create}, {@link #start},
 * {@link #stop}; after a stop, or a failure of the first three, it can begin anew. Every call returns at once; what it asks
 * for is done on the module's own thread, and the future tells how it went. The caller must not make two calls at a time.
 */
public final class Member {
    private final String name;
    private final Publisher publisher;
    private final FailureLog failures;
    private final Inbox inbox = new Inbox();
    private volatile Runner runner;
    private @Nullable Module module;
    private volatile @Nullable InFlight inFlight;

    Member(Broker broker, String name) {
        this.name = name;
        publisher = new Publisher(broker, name);
        failures = new FailureLog(name);
        runner = new Runner(name, inbox, failures);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return whether the module takes messages} */
    public boolean isRunning() {
        return inbox.isOpen();
    }

    /** Makes the module's object. The future fails with what the factory threw. */
    public CompletableFuture<Void> instantiate(Callable<? extends Module> factory) {
        Runner fresh = new Runner(name, inbox, failures);
        runner = fresh;
        fresh.begin();
        return onThread(fresh, () -> module = factory.call(), true);
    }

    /** Calls {@code create}. The future fails with what that threw. */
    public CompletableFuture<Void> create(Args args) {
        Runner current = runner;
        return onThread(current, () -> createHere(current, args), true);
    }

    private void createHere(Runner current, Args args) throws Exception {
        Module created = module();
        inFlight = null;
        if (created instanceof Forwarder forwarder) {
            InFlight fresh = new InFlight();
            inFlight = fresh;
            forwarder.attach(new ForwarderPort(this, publisher, current, fresh));
        }
        publisher.open();
        created.create(new MemberContext(name, args, publisher, current));
    }

    /**
     * Calls {@code start} and then delivers to the module. The future fails with what {@code start} threw, after
     * {@code destroy}.
     *
     * @param listener hears of every message the module has processed; never for a {@link Forwarder}
     */
    public CompletableFuture<Void> start(DeliveryListener listener) {
        Runner current = runner;
        return onThread(current, () -> startHere(current, listener), false);
    }

    private void startHere(Runner current, DeliveryListener listener) throws Exception {
        Module started = module();
        try {
            started.start();
        } catch (Throwable e) { // user code; whatever it was, the module must be destroyed and the caller must know
            stopHere(current, 0);
            throw e;
        }
        current.deliverTo(new Delivery(started, listener, failures, inFlight));
        inbox.open(true);
    }

    /**
     * Lets the module process what is queued, for at most {@code drainFor}, then calls {@code destroy} and ends the thread.
     * What is left in the queues stays there. An exception of {@code destroy} is logged.
     */
    public CompletableFuture<Void> stop(Duration drainFor) {
        Runner current = runner;
        long deadline = System.nanoTime() + drainFor.toNanos();
        return onThread(current, () -> stopHere(current, deadline), false);
    }

    private void stopHere(Runner current, long drainUntil) {
        while (System.nanoTime() - drainUntil < 0 && current.deliverBatch() > 0) {
            // deliverBatch does the work
        }
        inbox.open(false);
        current.stopDelivering();
        try {
            module().destroy();
        } catch (Throwable e) { // user code: the module is down all the same
            failures.failed("destroy", e);
        }
        end(current);
    }

    /** Leaves messages in their queues from now on, and lets nobody wait for room there. The module is still to be stopped. */
    public void markDown() {
        inbox.open(false);
    }

    /** Gives up on a thread that does not come back from user code: interrupts it, once, and forgets it. */
    public void abandon() {
        inbox.open(false);
        publisher.close();
        runner.interrupt();
        loseInFlight();
    }

    private void end(Runner current) {
        inbox.open(false);
        publisher.close();
        loseInFlight();
        module = null;
        current.terminate();
    }

    private void loseInFlight() {
        InFlight current = inFlight;
        if (current != null) {
            current.lose();
        }
    }

    private Module module() {
        if (module == null) {
            throw new IllegalStateException("module " + name + " has not been instantiated");
        }
        return module;
    }

    private interface Step {
        void run() throws Exception;
    }

    private CompletableFuture<Void> onThread(Runner on, Step step, boolean endIfItFails) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        on.execute(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (Throwable e) { // user code: the caller decides what it means
                if (endIfItFails) {
                    end(on);
                }
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    Inbox inbox() {
        return inbox;
    }

    Publisher publisher() {
        return publisher;
    }

    void wake() {
        runner.wake();
    }

    /** {@return for how long the module's thread has been at work without a pause; zero while it is idle} */
    public Duration busyFor() {
        long since = runner.busySince();
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** {@return how many messages found no link} */
    public long unrouted() {
        return publisher.unrouted();
    }

    /** {@return how many messages were too large, or were published while the module was not running} */
    public long refused() {
        return publisher.refused();
    }
}
