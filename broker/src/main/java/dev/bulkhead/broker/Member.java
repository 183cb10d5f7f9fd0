package dev.bulkhead.broker;

import dev.bulkhead.api.Module;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A module's place in a broker. Its calls follow each other in this order: {@link #instantiate}, {@link #create}, perhaps
 * {@link #restoreState}, {@link #start}, perhaps {@link #suspend}, {@link #saveState} and {@link #resume}, then {@link #stop};
 * after a stop, or a failure of those up to {@code start}, it can begin anew. Every call returns at once; what it asks for is done on
 * the module's own thread, and the future tells how it went. To cancel a future withdraws what has not begun. The caller must not
 * make two calls at a time.
 */
public final class Member {
    private static final Duration LONG = Duration.ofDays(10_000);

    private final Broker broker;
    private final String name;
    private final PublishCounts counts = new PublishCounts();
    private final Inbox inbox = new Inbox();
    private final Stages stages = new Stages(this);
    private final RoleCalls roleCalls;
    private volatile Runnable conditionsChanged = () -> {};
    private final WorkCounts work = new WorkCounts();
    private volatile Life life;

    Member(Broker broker, String name) {
        this.broker = broker;
        this.name = name;
        roleCalls = new RoleCalls(this, broker.maxMessage());
        life = newLife();
    }

    private Life newLife() {
        FailureLog failures = new FailureLog(name);
        return new Life(
                new Runner(name, inbox, failures, work, broker.time()),
                new Publisher(broker, name, counts),
                failures,
                new Conditions(() -> conditionsChanged.run()));
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return whether the module takes messages} */
    public boolean isRunning() {
        return inbox.isOpen();
    }

    /** {@return whether the module is suspended} */
    public boolean isSuspended() {
        Life current = life;
        return current.isSuspended() && !current.isDown();
    }

    /** {@return what the module can do; known when it has been created} */
    public Roles roles() {
        return life.roles();
    }

    /** Makes the module's object. The future fails with what the factory threw. */
    public CompletableFuture<Void> instantiate(Callable<? extends Module> factory) {
        Life fresh = newLife();
        life = fresh;
        fresh.runner().begin();
        return onThread(fresh, () -> done(() -> fresh.module(factory.call())), true);
    }

    /** Calls {@code create}. The future fails with what that threw. */
    public CompletableFuture<Void> create(Args args) {
        Life current = life;
        return onThread(current, () -> done(() -> stages.create(current, args)), true);
    }

    /**
     * Calls {@code start} and then delivers to the module. The future fails with what {@code start} threw, after
     * {@code destroy}.
     *
     * @param listener hears of every message the module has processed; never for a {@link Forwarder}
     */
    public CompletableFuture<Void> start(DeliveryListener listener) {
        Life current = life;
        return onThread(current, () -> done(() -> stages.start(current, listener)), false);
    }

    /**
     * Gives a module that was created the state of an earlier one. When that fails, {@code destroy} is called.
     *
     * @param state what {@link #saveState} told; the module's own from now on
     * @return fails with {@link NotSupportedException} if the module is not {@code Stateful}, or with what the module threw
     */
    public CompletableFuture<Void> restoreState(byte[] state) {
        Life current = life;
        return onThread(current, () -> done(() -> roleCalls.restoreState(current, state)), true);
    }

    /**
     * Lets the module rest, as soon as it returns from the call that it is at. Its links hold what fits, and periodic work rests too. A forwarder has
     * the module rest that it stands for, after that has processed what it was sent.
     *
     * @return fails with {@link NotSupportedException} if the module is not {@code Suspendable}, with {@link IllegalStateException} if
     *     it does not run, or with what the module threw; then it goes on as before
     */
    public CompletableFuture<Void> suspend() {
        return suspend(() -> true, LONG);
    }

    /**
     * As {@link #suspend()}, but first delivers what is queued until the module has caught up.
     *
     * @param caughtUp whether the module has processed all that it must have; asked on the module's thread
     * @param within how long that may take; after it the suspension fails
     */
    public CompletableFuture<Void> suspend(BooleanSupplier caughtUp, Duration within) {
        Life current = life;
        CompletableFuture<Void> done = new CompletableFuture<>();
        current.runner()
                .executeSoon(() ->
                        complete(done, current, () -> done(() -> roleCalls.suspend(current, caughtUp, within)), false));
        return done;
    }

    /** Lets a suspended module go on. {@return fails as {@link #suspend()}, and then it stays suspended} */
    public CompletableFuture<Void> resume() {
        Life current = life;
        return onThread(current, () -> done(() -> roleCalls.resume(current)), false);
    }

    /**
     * Asks a suspended module for its state.
     *
     * @return the state, the caller's own; fails with {@link NotSupportedException} if the module is not {@code Stateful}, with
     *     {@link IllegalStateException} if it is not suspended, with {@link IllegalArgumentException} if the state is larger than a
     *     message may be, or with what the module threw
     */
    public CompletableFuture<byte[]> saveState() {
        Life current = life;
        return onThread(current, () -> roleCalls.saveState(current), false);
    }

    /**
     * Lets the module process what is queued, for at most {@code drainFor}, then calls {@code destroy} and ends the thread.
     * What is left in the queues stays there, as does all that waits for a suspended module. An exception of {@code destroy} is logged.
     */
    public CompletableFuture<Void> stop(Duration drainFor) {
        Life current = life;
        long deadline = System.nanoTime() + drainFor.toNanos();
        current.runner().deliverUntil(deadline);
        return onThread(current, () -> done(() -> stages.stop(current, deadline)), false);
    }

    /** Leaves messages in their queues from now on, and lets nobody wait for room there. The module is still to be stopped. */
    public void markDown() {
        markDown(life);
    }

    void markDown(Life which) {
        close(which);
        which.conditions().end();
    }

    private synchronized void close(Life which) {
        which.goDown();
        if (which == life) {
            inbox.close();
        }
    }

    synchronized void markUp(Life which, Delivery delivery) {
        if (which == life && !which.isDown()) {
            inbox.open(delivery);
            if (which.runner().isStopping()) {
                inbox.takeSingly();
            }
        }
    }

    synchronized void markSuspended(Life which) {
        if (which == life && !which.isDown()) {
            inbox.suspend();
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
        takeBackFrom(abandoned);
        abandoned.runner().interrupt();
        abandoned.runner().execute(() -> stages.end(abandoned));
    }

    private void takeBackFrom(Life abandoned) {
        Delivery delivery = abandoned.delivery();
        if (delivery != null) {
            inbox.abandon(delivery, new Failure("the module did not return from receive and was given up", ""));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static @Nullable Void done(Step step) throws Exception {
        step.run();
        return null;
    }

    private <T extends @Nullable Object> CompletableFuture<T> onThread(
            Life current, Callable<T> step, boolean endIfItFails) {
        CompletableFuture<T> done = new CompletableFuture<>();
        current.runner().execute(() -> complete(done, current, step, endIfItFails));
        return done;
    }

    private <T extends @Nullable Object> void complete(
            CompletableFuture<T> done, Life current, Callable<T> step, boolean endIfItFails) {
        if (done.isDone()) {
            return;
        }
        try {
            done.complete(step.call());
        } catch (Throwable e) { // user code: the caller decides what it means
            if (endIfItFails) {
                stages.end(current);
            }
            done.completeExceptionally(e);
        }
    }

    /**
     * Hears of the next message that is queued for this member, once, as long as it does not begin to live anew. What waits already is
     * not heard of: compare {@link #addressed} with what it was before.
     *
     * @param hook called on the publisher's thread; must return at once
     */
    public void onWaiting(Runnable hook) {
        life.runner().onWaiting(hook);
    }

    /** {@return how many messages its present links have been given so far, those counted too that did not fit} */
    public long addressed() {
        return inbox.addressed();
    }

    /**
     * Hears of changes of {@link #conditions}, from now on.
     *
     * @param hook called after each change, on the thread that made it, with nothing locked here; must return at once
     */
    public void onConditions(Runnable hook) {
        conditionsChanged = hook;
    }

    /** {@return what the module has said of its conditions in this life; empty when it is down} */
    public Map<String, Boolean> conditions() {
        return life.conditions().all();
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

    /**
     * {@return the nanoseconds, on the broker's {@link Time}, until periodic work is due; {@code Long.MAX_VALUE} if none ever is} Told on
     * the module's thread, which does next what is due: whoever moves that time asks here, and what is due by then is done.
     */
    public CompletableFuture<Long> untilDue() {
        Life current = life;
        return onThread(current, () -> current.runner().schedule().untilDue(), false);
    }

    /** {@return for how long the module's thread has been at work without a pause; zero while it is idle} */
    public Duration busyFor() {
        long since = life.runner().busySince();
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** {@return how much the member has done} */
    public Work work() {
        return work.sum();
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
