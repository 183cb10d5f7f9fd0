package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.MemberLife;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one module in one residence, each with its limit. The owner's thread calls, but for {@link #abort}. */
final class ModuleCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleCalls.class);

    private final Member member;
    private final Residence residence;
    private volatile MemberLife life;
    private volatile boolean abandoned;

    ModuleCalls(Member member, Residence residence) {
        this.member = member;
        this.residence = residence;
        life = member.present();
    }

    /** {@return the life that they are of} */
    MemberLife life() {
        return life;
    }

    /**
     * Makes the module and creates it.
     *
     * @param saved the state that it had; null if there is none
     */
    void create(byte @Nullable [] saved) throws CallFailedException {
        create(member.renew());
        if (saved != null) {
            restoreState(saved);
        }
    }

    /** Makes the module and creates it, beside the one that has the member's place. */
    void createBeside() throws CallFailedException {
        create(member.beside());
    }

    private void create(MemberLife begun) throws CallFailedException {
        abandoned = false;
        life = begun;
        await(
                "make it",
                begun.instantiate(residence.maker()),
                cause -> CallFailedException.inCreate(cause, Reason.INSTANTIATION_FAILED));
        await(
                "create it",
                begun.create(residence.args()),
                cause -> CallFailedException.inCreate(cause, Reason.INITIALIZATION_FAILED));
    }

    /** Gives a module that was created the state of an earlier one. */
    void restoreState(byte[] saved) throws CallFailedException {
        await("restore its state", life.restoreState(saved), CallFailedException::later);
    }

    void start() throws CallFailedException {
        await("start it", life.start(DeliveryListener.NONE), CallFailedException::later);
    }

    /** Lets the module rest. Whoever gets a failure that {@link CallFailedException#isHang is a hang} has to end the module. */
    void suspend() throws CallFailedException {
        rest("suspend it", life.suspend());
    }

    /** Lets the module go on. Fails as {@link #suspend}. */
    void resume() throws CallFailedException {
        rest("resume it", life.resume());
    }

    private void rest(String what, CompletableFuture<Void> done) throws CallFailedException {
        Optional<Duration> limit = residence.startLimit();
        try {
            Void unused = await(what, done, limit, CallFailedException::later);
        } catch (TimeoutException e) {
            throw CallFailedException.hang(what, limit.orElse(Duration.ZERO), e);
        }
    }

    /**
     * Asks a module that rests for its state. When that takes too long nobody waits for it any more, and the module rests on: what it
     * is asked for next is done after that.
     */
    byte[] saveState(Duration limit) throws CallFailedException {
        CompletableFuture<byte[]> saved = life.saveState();
        try {
            return await("save its state", saved, Optional.of(limit), CallFailedException::later);
        } catch (TimeoutException e) {
            boolean unused = saved.cancel(false);
            throw CallFailedException.tooLate(limit, e);
        }
    }

    private void await(String what, CompletableFuture<Void> done, Function<Throwable, CallFailedException> failure)
            throws CallFailedException {
        try {
            Void unused = await(what, done, residence.startLimit(), failure);
        } catch (TimeoutException e) {
            giveUp();
            CallFailedException cause = failure.apply(e);
            throw new CallFailedException(
                    cause.reason(), "it took too long to " + what + "; its thread is left to itself", e);
        }
    }

    private static <T> T await(
            String what,
            CompletableFuture<T> done,
            Optional<Duration> limit,
            Function<Throwable, CallFailedException> failure)
            throws CallFailedException, TimeoutException {
        try {
            return limit.isPresent() ? done.get(limit.get().toMillis(), TimeUnit.MILLISECONDS) : done.get();
        } catch (ExecutionException e) {
            throw failure.apply(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException(Reason.SHUTDOWN, "nobody waits any more to " + what, e);
        }
    }

    /** Makes calls that are under way return soon, where that is possible. From any thread. */
    boolean abort() {
        return residence.abort();
    }

    /**
     * Ends the module.
     *
     * @param drainFor for how long it may process what is queued
     * @return whether it is gone; if not, its thread is left to itself
     */
    boolean destroy(Duration drainFor) {
        if (abandoned) {
            return false;
        }
        residence.drainFor(drainFor);
        CompletableFuture<Void> stopped = life.stop(drainFor);
        boolean done = isDone(stopped, residence.stopLimit().plus(drainFor))
                || (residence.abort() && isDone(stopped, residence.stopLimit()));
        if (!done) {
            giveUp();
        }
        return done;
    }

    /** Ends a module that does not come back from its own code. {@return whether it is gone} */
    boolean end() {
        if (residence.abort()) {
            return destroy(Duration.ZERO);
        }
        giveUp();
        return false;
    }

    /** Leaves the module's thread to itself. From any thread. */
    void giveUp() {
        LOG.warn("{} does not come back from its own code; its thread is left to itself", member.name());
        abandoned = true;
        life.abandon();
    }

    private static boolean isDone(CompletableFuture<Void> stopped, Duration limit) {
        try {
            stopped.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            LOG.warn("a module did not stop as it should", e);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
