package dev.bulkhead.broker;

import dev.bulkhead.api.Module;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks a member's module to play its roles. On the module's thread. What fails has changed nothing. */
final class RoleCalls {
    private final Member member;
    private final int maxState;

    RoleCalls(Member member, int maxState) {
        this.member = member;
        this.maxState = maxState;
    }

    /** Lets the module rest once it has caught up with what it must have processed before. */
    void suspend(Life life, BooleanSupplier caughtUp, Duration within) throws Exception {
        Delivery delivery = runningDelivery(life);
        Suspendable module = suspendable(life);
        if (!life.runner().deliverUntil(caughtUp, System.nanoTime() + within.toNanos())) {
            goOn(life, delivery);
            throw new IllegalStateException("the module " + member.name() + " had not processed all that was sent to it"
                    + " after " + within.toMillis() + " ms; it goes on: try again when less waits for it");
        }
        member.markSuspended(life);
        life.runner().schedule().stop();
        try {
            module.suspend();
        } catch (Throwable e) { // user code: whatever it was, the module is to go on and the caller must know
            goOn(life, delivery);
            throw e;
        }
        life.suspended(true);
    }

    /** Lets it go on. */
    void resume(Life life) throws Exception {
        Delivery delivery = restingDelivery(life);
        Suspendable module = suspendable(life);
        module.resume();
        life.suspended(false);
        goOn(life, delivery);
    }

    private void goOn(Life life, Delivery delivery) {
        life.runner().schedule().start();
        member.markUp(life, delivery);
    }

    private Delivery runningDelivery(Life life) {
        Delivery delivery = life.delivery();
        if (delivery == null || life.isDown()) {
            throw new IllegalStateException("the module " + member.name() + " is not running");
        }
        if (life.isSuspended()) {
            throw new IllegalStateException("the module " + member.name() + " is suspended already");
        }
        return delivery;
    }

    private Delivery restingDelivery(Life life) {
        Delivery delivery = life.delivery();
        if (delivery == null || life.isDown() || !life.isSuspended()) {
            throw new IllegalStateException("the module " + member.name() + " is not suspended");
        }
        return delivery;
    }

    /** {@return the state of a module that rests} */
    byte[] saveState(Life life) throws Exception {
        Delivery unused = restingDelivery(life);
        Stateful module = stateful(life);
        byte[] state = module.saveState();
        if (state == null) {
            throw new NullPointerException("saveState returned null");
        }
        requireAllowedSize(state);
        return state;
    }

    /** Gives a module that has been created the state of an earlier one. */
    void restoreState(Life life, byte[] state) throws Exception {
        if (!life.isCreated() || life.delivery() != null) {
            throw new IllegalStateException("the module " + member.name() + " must be created and not yet started");
        }
        Stateful module = stateful(life);
        requireAllowedSize(state);
        module.restoreState(state);
    }

    private void requireAllowedSize(byte[] state) {
        if (state.length > maxState) {
            throw new IllegalArgumentException("the state has " + state.length + " bytes, the limit is " + maxState
                    + " (gateway.maxMessage in the configuration); save less, or raise the limit");
        }
    }

    private Suspendable suspendable(Life life) throws NotSupportedException {
        Module module = life.module();
        require(life.roles().whyNotSuspendable(), "be suspended");
        if (module instanceof Suspendable suspendable) {
            return suspendable;
        }
        throw new IllegalStateException(module + " claims a role that it does not have");
    }

    private Stateful stateful(Life life) throws NotSupportedException {
        Module module = life.module();
        require(life.roles().whyNotStateful(), "have its state saved or restored");
        if (module instanceof Stateful stateful) {
            return stateful;
        }
        throw new IllegalStateException(module + " claims a role that it does not have");
    }

    private void require(Optional<String> whyNot, String what) throws NotSupportedException {
        if (whyNot.isPresent()) {
            throw new NotSupportedException("the module " + member.name() + " cannot " + what + ": " + whyNot.get());
        }
    }
}
