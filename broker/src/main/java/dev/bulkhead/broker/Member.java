package dev.bulkhead.broker;

import dev.bulkhead.api.Module;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A module's place in a broker. Its calls follow each other in this order: {@link #instantiate}, {@link #create}, {@link #start},
 * {@link #stop}; after a stop, or a failure of the first three, it can begin anew. Every call returns at once; what it asks
 * for is done on the module's own thread, and the future tells how it went. The caller must not make two calls at a time.
 */
public final class Member {
    private final Broker broker;
    private final String name;
    private final PublishCounts counts = new PublishCounts();
    private final Inbox inbox = new Inbox();
    private volatile Life life;

    Member(Broker broker, String name) {
        this.broker = broker;
        this.name = name;
        life = newLife();
    }

    private Life newLife() {
        FailureLog failures = new FailureLog(name);
        return new Life(new Runner(name, inbox, failures), new Publisher(broker, name, counts), failures);
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
        Life fresh = newLife();
        life = fresh;
        fresh.runner().begin();
        return onThread(fresh, () -> fresh.module(factory.call()), true);
    }

    /** Calls {@code create}. The future fails with what that threw. */
    public CompletableFuture<Void> create(Args args) {
        Life current = life;
        return onThread(current, () -> createHere(current, args), true);
    }

    private void createHere(Life current, Args args) throws Exception {
        Module created = moduleOf(current);
        if (created instanceof Forwarder forwarder) {
            InFlight fresh = new InFlight();
            current.inFlight(fresh);
            forwarder.attach(new ForwarderPort(this, current, fresh));
        }
        current.publisher().open();
        created.create(new MemberContext(name, args, current.publisher(), current.runner()));
        current.created();
    }

    /**
     * Calls {@code start} and then delivers to the module. The future fails with what {@code start} threw, after
     * {@code destroy}.
     *
     * @param listener hears of every message the module has processed; never for a {@link Forwarder}
     */
    public CompletableFuture<Void> start(DeliveryListener listener) {
        Life current = life;
        return onThread(current, () -> startHere(current, listener), false);
    }

    private void startHere(Life current, DeliveryListener listener) throws Exception {
        Module started = moduleOf(current);
        try {
            started.start();
        } catch (Throwable e) { // user code; whatever it was, the module must be destroyed and the caller must know
            end(current);
            throw e;
        }
        Delivery delivery = new Delivery(started, listener, current.failures(), current.inFlight());
        current.runner().deliverTo(delivery);
        markUp(current, delivery);
    }

    /**
     * Lets the module process what is queued, for at most {@code drainFor}, then calls {@code destroy} and ends the thread.
     * What is left in the queues stays there. An exception of {@code destroy} is logged.
     */
    public CompletableFuture<Void> stop(Duration drainFor) {
        Life current = life;
        long deadline = System.nanoTime() + drainFor.toNanos();
        current.runner().deliverUntil(deadline);
        return onThread(current, () -> stopHere(current, deadline), false);
    }

    private void stopHere(Life current, long drainUntil) {
        // Periodic work that is due would otherwise end every batch.
        current.runner().schedule().stop();
        while (System.nanoTime() - drainUntil < 0 && current.runner().deliverBatch() > 0) {
            // deliverBatch does the work
        }
        end(current);
    }

    /** Leaves messages in their queues from now on, and lets nobody wait for room there. The module is still to be stopped. */
    public void markDown() {
        markDown(life);
    }

    synchronized void markDown(Life which) {
        which.goDown();
        if (which == life) {
            inbox.close();
        }
    }

    private synchronized void markUp(Life which, Delivery delivery) {
        if (which == life && !which.isDown()) {
            inbox.open(delivery);
        }
    }

    /**
     * Gives up on a thread that does not come back from user code: interrupts it, once, and forgets it. Should it come back, it
     * destroys its module and ends, and does nothing else, whatever became of this member meanwhile.
     */
    public void abandon() {
        Life abandoned = life;
        markDown(abandoned);
        abandoned.publisher().close();
        abandoned.loseInFlight();
        abandoned.runner().interrupt();
        abandoned.runner().execute(() -> end(abandoned));
    }

    /** Destroys the module if it was created, and lets the thread end. On that thread. */
    private void end(Life ended) {
        markDown(ended);
        ended.runner().stopDelivering();
        Module created = ended.takeCreated();
        if (created != null) {
            try {
                created.destroy();
            } catch (Throwable e) { // user code: the module is down all the same
                ended.failures().failed("destroy", e);
            }
        }
        ended.end();
    }

    private Module moduleOf(Life current) {
        Module module = current.module();
        if (module == null) {
            throw new IllegalStateException("module " + name + " has not been instantiated");
        }
        return module;
    }

    private interface Step {
        void run() throws Exception;
    }

    private CompletableFuture<Void> onThread(Life current, Step step, boolean endIfItFails) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        current.runner().execute(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (Throwable e) { // user code: the caller decides what it means
                if (endIfItFails) {
                    end(current);
                }
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    Inbox inbox() {
        return inbox;
    }

    void wake() {
        life.runner().wake();
    }

    /** Does something on the thread that takes messages, soon; here if there is none. */
    void execute(Runnable work) {
        life.runner().execute(work);
    }

    /** {@return for how long the module's thread has been at work without a pause; zero while it is idle} */
    public Duration busyFor() {
        long since = life.runner().busySince();
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** {@return how many messages found no link} */
    public long unrouted() {
        return counts.unrouted();
    }

    /** {@return how many messages were too large, or were published while the module was not running} */
    public long refused() {
        return counts.refused();
    }
}
