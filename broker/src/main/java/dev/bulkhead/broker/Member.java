package dev.bulkhead.broker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A module's place in a broker. Its calls follow each other in this order: {@link #instantiate}, {@link #create}, perhaps
 * {@link #restoreState}, {@link #start}, perhaps {@link #suspend}, {@link #saveState} and {@link #resume}, then {@link #stop};
 * after a stop, or a failure of those up to {@code start}, it can begin anew. Every call returns at once; what it asks for is done on
 * the module's own thread, and the future tells how it went. To cancel a future withdraws what has not begun. The caller must not
 * make two calls at a time.
 *
 * <p>All of them are calls of the {@linkplain #present present} {@link MemberLife life}. Another can be brought up
 * {@linkplain #beside beside} it, and then be {@linkplain #give given} the place, with all that waits in the links.
 */
public final class Member {
    private final Broker broker;
    private final String name;
    private final PublishCounts counts = new PublishCounts();
    private final Inbox inbox = new Inbox();
    private final Stages stages = new Stages(this);
    private final RoleCalls roleCalls;
    private volatile Runnable conditionsChanged = () -> {};
    private final WorkCounts work = new WorkCounts();
    private volatile MemberLife present;

    Member(Broker broker, String name) {
        this.broker = broker;
        this.name = name;
        roleCalls = new RoleCalls(this, broker.maxMessage());
        present = renew();
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return a life to bring up while the present one goes on; no message goes to it} */
    public MemberLife beside() {
        FailureLog failures = new FailureLog(name);
        Life fresh = new Life(
                new Runner(name, inbox, failures, work, broker.time()),
                new Publisher(broker, name, counts),
                failures,
                new Conditions(() -> conditionsChanged.run()));
        return new MemberLife(this, fresh);
    }

    /** {@return another life, which is the present one from now on} */
    public MemberLife renew() {
        MemberLife fresh = beside();
        take(fresh);
        return fresh;
    }

    private synchronized void take(MemberLife next) {
        inbox.paced(next.life().runner());
        present = next;
    }

    /** {@return the life that messages go to} */
    public MemberLife present() {
        return present;
    }

    /**
     * Makes another life the present one. Messages stay in their queues until it starts, or is resumed; the one before must be
     * suspended, or stopped.
     */
    public void give(MemberLife next) {
        take(next);
        conditionsChanged.run();
    }

    /**
     * Says whether somebody is about to take messages, while nobody does: publishers wait for room then, as long as each link lets
     * them, where else what does not fit would be dropped because the module is down or suspended.
     */
    public void expected(boolean soon) {
        inbox.expected(soon);
    }

    /** {@return whether the module takes messages} */
    public boolean isRunning() {
        return inbox.isOpen();
    }

    /** {@return whether the module is suspended} */
    public boolean isSuspended() {
        Life current = present.life();
        return current.isSuspended() && !current.isDown();
    }

    /** {@return what the module can do; known when it has been created} */
    public Roles roles() {
        return present.roles();
    }

    /** Begins a life with the module's object. The future fails with what the maker threw. */
    public CompletableFuture<Void> instantiate(ModuleMaker maker) {
        return renew().instantiate(maker);
    }

    /** As {@link MemberLife#create}. */
    public CompletableFuture<Void> create(Args args) {
        return present.create(args);
    }

    /** As {@link MemberLife#start}. */
    public CompletableFuture<Void> start(DeliveryListener listener) {
        return present.start(listener);
    }

    /** As {@link MemberLife#restoreState}. */
    public CompletableFuture<Void> restoreState(byte[] state) {
        return present.restoreState(state);
    }

    /** As {@link MemberLife#suspend()}. */
    public CompletableFuture<Void> suspend() {
        return present.suspend();
    }

    /** As {@link MemberLife#suspend(BooleanSupplier, Duration)}. */
    public CompletableFuture<Void> suspend(BooleanSupplier caughtUp, Duration within) {
        return present.suspend(caughtUp, within);
    }

    /** As {@link MemberLife#resume}. */
    public CompletableFuture<Void> resume() {
        return present.resume();
    }

    /** As {@link MemberLife#saveState}. */
    public CompletableFuture<byte[]> saveState() {
        return present.saveState();
    }

    /** As {@link MemberLife#stop}. */
    public CompletableFuture<Void> stop(Duration drainFor) {
        return present.stop(drainFor);
    }

    /** As {@link MemberLife#abandon}. */
    public void abandon() {
        present.abandon();
    }

    /**
     * Hands on what waits now, as a forwarder does. For one alone.
     *
     * @param within how long that may take
     * @return ends when nothing waits, or the time is over
     */
    public CompletableFuture<Void> flush(Duration within) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runner runner = present.life().runner();
        runner.execute(() -> {
            long deadline = System.nanoTime() + within.toNanos();
            runner.drainUntil(deadline);
            done.complete(null);
        });
        return done;
    }

    /** Leaves messages in their queues from now on, and lets nobody wait for room there. The module is still to be stopped. */
    public void markDown() {
        markDown(present.life());
    }

    void markDown(Life which) {
        close(which);
        which.conditions().end();
    }

    private synchronized void close(Life which) {
        which.goDown();
        if (isPresent(which)) {
            inbox.close();
        }
    }

    synchronized void markUp(Life which, Delivery delivery) {
        if (isPresent(which) && !which.isDown()) {
            inbox.open(delivery);
            if (which.runner().isStopping()) {
                inbox.takeSingly(which.runner());
            }
        }
    }

    synchronized void markSuspended(Life which) {
        if (isPresent(which) && !which.isDown()) {
            inbox.suspend();
        }
    }

    private boolean isPresent(Life which) {
        return which.equals(present.life());
    }

    /**
     * Hears of the next message that is queued for this member, once, as long as it does not begin to live anew. What waits already is
     * not heard of: compare {@link #addressed} with what it was before.
     *
     * @param hook called on the publisher's thread; must return at once
     */
    public void onWaiting(Runnable hook) {
        present.life().runner().onWaiting(hook);
    }

    /** {@return how many messages its present links have been given so far, those counted too that did not fit} */
    public long addressed() {
        return inbox.addressed();
    }

    /** {@return whether a message waits for it} */
    public boolean hasWaiting() {
        return inbox.hasWaiting();
    }

    /** {@return whether a message for it waits, or is not settled} */
    public boolean hasUnsettled() {
        return inbox.hasUnsettled();
    }

    /** {@return how many messages it has published so far, as far as its present links have counted them, or none wanted them} */
    public long published() {
        long messages = counts.unrouted();
        for (Link link : broker.routesFrom(name)) {
            messages += link.ledger().published();
        }
        return messages;
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
        return present.life().conditions().all();
    }

    Inbox inbox() {
        return inbox;
    }

    Stages stages() {
        return stages;
    }

    RoleCalls roleCalls() {
        return roleCalls;
    }

    void wake() {
        present.life().runner().wake();
    }

    /** Does something on the thread that takes messages, soon; here if there is none. */
    void execute(Runnable work) {
        present.life().runner().execute(work);
    }

    /**
     * {@return the nanoseconds, on the broker's {@link Time}, until periodic work is due; {@code Long.MAX_VALUE} if none ever is} Told on
     * the module's thread, which does next what is due: whoever moves that time asks here, and what is due by then is done.
     */
    public CompletableFuture<Long> untilDue() {
        return present.untilDue();
    }

    /** {@return for how long the module's thread has been at work without a pause; zero while it is idle} */
    public Duration busyFor() {
        long since = present.life().runner().busySince();
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
