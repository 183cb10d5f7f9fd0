package dev.bulkhead.broker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One life of a {@link Member}: one object of a module, and the thread that calls it. Its calls follow each other in the order that
 * the member's do. Two lives of a member can go on side by side, but messages go to one of them: to that which is present there.
 */
public final class MemberLife {
    private static final Duration LONG = Duration.ofDays(10_000);

    private final Member member;
    private final Life life;

    MemberLife(Member member, Life life) {
        this.member = member;
        this.life = life;
    }

    Life life() {
        return life;
    }

    /** {@return what the module can do; known when it has been created} */
    public Roles roles() {
        return life.roles();
    }

    /** {@return how often the module has thrown something: in a call here, or for a message that it was handed elsewhere} */
    public long failures() {
        InFlight handedOn = life.inFlight();
        return life.failures().count() + (handedOn == null ? 0 : handedOn.failed());
    }

    /** Makes the module's object. The future fails with what the maker threw. */
    public CompletableFuture<Void> instantiate(ModuleMaker maker) {
        life.madeBy(maker);
        life.runner().begin();
        return onThread(() -> done(() -> life.module(maker.make())), true);
    }

    /** Calls {@code create}. The future fails with what that threw. */
    public CompletableFuture<Void> create(Args args) {
        return onThread(() -> done(() -> member.stages().create(life, args)), true);
    }

    /**
     * Calls {@code start} and then delivers to the module, if this life is the present one. The future fails with what {@code start}
     * threw, after {@code destroy}.
     *
     * @param listener hears of every message the module has processed; never for a {@link Forwarder}
     */
    public CompletableFuture<Void> start(DeliveryListener listener) {
        return onThread(() -> done(() -> member.stages().start(life, listener)), false);
    }

    /**
     * Gives a module that was created the state of an earlier one. When that fails, {@code destroy} is called.
     *
     * @param state what {@link #saveState} told; the module's own from now on
     * @return fails with {@link NotSupportedException} if the module is not {@code Stateful}, or with what the module threw
     */
    public CompletableFuture<Void> restoreState(byte[] state) {
        return onThread(() -> done(() -> member.roleCalls().restoreState(life, state)), true);
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
        CompletableFuture<Void> done = new CompletableFuture<>();
        life.runner()
                .executeSoon(() ->
                        complete(done, () -> done(() -> member.roleCalls().suspend(life, caughtUp, within)), false));
        return done;
    }

    /** Lets a suspended module go on. {@return fails as {@link #suspend()}, and then it stays suspended} */
    public CompletableFuture<Void> resume() {
        return onThread(() -> done(() -> member.roleCalls().resume(life)), false);
    }

    /**
     * Asks a suspended module for its state.
     *
     * @return the state, the caller's own; fails with {@link NotSupportedException} if the module is not {@code Stateful}, with
     *     {@link IllegalStateException} if it is not suspended, with {@link IllegalArgumentException} if the state is larger than a
     *     message may be, or with what the module threw
     */
    public CompletableFuture<byte[]> saveState() {
        return onThread(() -> member.roleCalls().saveState(life), false);
    }

    CompletableFuture<Long> untilDue() {
        return onThread(() -> life.runner().schedule().untilDue(), false);
    }

    /**
     * Lets the module process what is queued, for at most {@code drainFor}, then calls {@code destroy} and ends the thread.
     * What is left in the queues stays there, as does all that waits for a suspended module. An exception of {@code destroy} is logged.
     */
    public CompletableFuture<Void> stop(Duration drainFor) {
        long deadline = System.nanoTime() + drainFor.toNanos();
        life.runner().deliverUntil(deadline);
        return onThread(() -> done(() -> member.stages().stop(life, deadline)), false);
    }

    /**
     * Gives up on a thread that does not come back from user code: interrupts it, once, and forgets it. Should it come back, it
     * destroys its module and ends, and does nothing else, whatever became of the member meanwhile.
     */
    public void abandon() {
        member.markDown(life);
        life.publisher().close();
        life.loseInFlight();
        takeBack();
        life.runner().interrupt();
        life.runner().execute(() -> member.stages().end(life));
    }

    private void takeBack() {
        Delivery delivery = life.delivery();
        if (delivery != null) {
            member.inbox()
                    .abandon(delivery, new Failure("the module did not return from receive and was given up", ""));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static @Nullable Void done(Step step) throws Exception {
        step.run();
        return null;
    }

    private <T extends @Nullable Object> CompletableFuture<T> onThread(Callable<T> step, boolean endIfItFails) {
        CompletableFuture<T> done = new CompletableFuture<>();
        life.runner().execute(() -> complete(done, step, endIfItFails));
        return done;
    }

    private <T extends @Nullable Object> void complete(
            CompletableFuture<T> done, Callable<T> step, boolean endIfItFails) {
        if (done.isDone()) {
            return;
        }
        try {
            done.complete(step.call());
        } catch (Throwable e) { // user code: the caller decides what it means
            if (endIfItFails) {
                member.stages().end(life);
            }
            done.completeExceptionally(e);
        }
    }
}
