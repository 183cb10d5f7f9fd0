package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.ModuleConfig;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a change of the gateway's configuration does with a module that it has taken hold of; nobody else does anything with it then. */
final class Held {
    private final ModuleCore core;
    private final Activating activating;
    private final Failing failing;
    private final Resting resting;
    private final GoingDown goingDown;

    Held(ModuleCore core, Activating activating, Failing failing, Resting resting, GoingDown goingDown) {
        this.core = core;
        this.activating = activating;
        this.failing = failing;
        this.resting = resting;
        this.goingDown = goingDown;
    }

    /** Lets nothing begin any more but what the change does that has taken hold of the module. {@return what it was} */
    Past reserve() {
        synchronized (core) {
            Past past =
                    Past.of(core.standing(), core.config().lifecycle().restart().policy());
            core.hold(Hold.RESERVED);
            return past;
        }
    }

    /** Lets the module process what is queued, and destroys it, whatever it is at. One that is on disk stays there. */
    void halt() {
        goingDown.halt();
    }

    /**
     * Lets the module begin to become what it was.
     *
     * @return what brings it up; empty if nothing is to, or it waits for its conditions
     */
    Optional<Attempt> become(Past past) {
        synchronized (core) {
            switch (past) {
                case UP, SUSPENDED -> {
                    return activating.begin(Reason.REQUESTED, new CompletableFuture<>());
                }
                case UNAVAILABLE -> {
                    boolean unused = core.move(ModuleState.DEACTIVATED, ModuleState.UNAVAILABLE, Reason.REQUESTED);
                }
                case HIBERNATED -> resting.lieDownAgain();
                case DOWN -> {}
            }
            return Optional.empty();
        }
    }

    /** Suspends the module, which has come up again, if it can be suspended. */
    CompletableFuture<Void> suspendAgain() {
        CompletableFuture<Void> arrival = new CompletableFuture<>();
        try {
            synchronized (core) {
                boolean can = core.member().roles().suspendable()
                        && core.standing().is(ModuleState.ACTIVATED)
                        && !core.isBusy();
                if (can) {
                    resting.rest(true, arrival);
                } else {
                    arrival.complete(null);
                }
            }
        } catch (RefusedException e) {
            arrival.completeExceptionally(e);
        }
        return arrival;
    }

    /** Takes the module away. */
    void remove() {
        core.enter(ModuleState.DESTROYED, Reason.REQUESTED);
    }

    /** Lets go of the module, and does what was put off. */
    void release() {
        synchronized (core) {
            core.hold(Hold.FREE);
            if (core.isFree()) {
                failing.released();
                resting.released();
            }
        }
    }

    /** Takes another configuration, for the next activation. */
    void take(ModuleConfig next) {
        synchronized (core) {
            failing.follow(next);
            core.move(next);
        }
    }
}
