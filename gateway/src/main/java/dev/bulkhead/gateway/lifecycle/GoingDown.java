package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How a module that runs goes down, and by whom. */
final class GoingDown {
    private final ModuleCore core;
    private final Failing failing;
    private final Runnable afterwards;

    /**
     * Prepares.
     *
     * @param afterwards called when the module has gone down by itself or by a request; by the owner
     */
    GoingDown(ModuleCore core, Failing failing, Runnable afterwards) {
        this.core = core;
        this.failing = failing;
        this.afterwards = afterwards;
    }

    /**
     * Lets a module that runs process what is queued, and destroys it. Under the core's lock.
     *
     * @param next the state that it comes to
     * @return whether it runs
     */
    boolean begin(ModuleState next, Reason why, CompletableFuture<Void> arrival) {
        if (!core.move(ModuleState.ACTIVATED, ModuleState.DEACTIVATION, why)) {
            return false;
        }
        long life = core.life();
        core.owner().execute(() -> bringDown(life, next, why, arrival));
        return true;
    }

    private void bringDown(long life, ModuleState next, Reason why, CompletableFuture<Void> arrival) {
        if (!core.isIn(ModuleState.DEACTIVATION, life)) {
            arrival.completeExceptionally(core.ended());
            return;
        }
        boolean gone = core.calls().destroy(core.residence().drainLimit());
        synchronized (core) {
            if (core.isIn(ModuleState.DEACTIVATION, life)) {
                core.enter(next, why);
            }
        }
        if (gone) {
            arrival.complete(null);
        } else {
            arrival.completeExceptionally(core.refusal(
                    ControlError.CLOSING_FAILED,
                    "it does not come back from its own code; its thread is left to itself"));
        }
        afterwards.run();
    }

    /** Lets no activation begin any more, and ends the one that is under way. The module is still to be stopped. */
    void beginShutdown() {
        beginStop(Hold.STOPPING);
    }

    private void beginStop(Hold hold) {
        core.hold(hold);
        failing.forgetRestart();
        if (core.isBusy()) {
            boolean unused = core.abort();
        }
    }

    /** Stops the module for good, whatever it is at: lets it process what is queued, and destroys it. */
    void stop() {
        stop(Hold.STOPPING);
    }

    /** As {@link #stop}, for the change that holds it, and then can bring it up again. One that is on disk stays there. */
    void halt() {
        stop(Hold.HALTING);
        boolean unused = core.move(ModuleState.PRECONDITION, ModuleState.DEACTIVATED, Reason.REQUESTED);
        core.hold(Hold.RESERVED);
    }

    private void stop(Hold hold) {
        beginStop(hold);
        Reason why = core.stopReason();
        boolean free = core.awaitThat(
                () -> !core.isBusy() && !core.standing().is(ModuleState.DEACTIVATION),
                core.residence().stopLimit());
        if (!free) {
            boolean unused = core.abort();
            core.calls().giveUp();
            core.enter(ModuleState.DEACTIVATED, why);
        } else if (core.move(ModuleState.ACTIVATED, ModuleState.DEACTIVATION, why)) {
            stopNow(core.residence().drainLimit(), why);
        } else if (core.move(ModuleState.ACTIVATION, ModuleState.DEACTIVATION, why)) {
            stopNow(Duration.ZERO, why);
        }
    }

    private void stopNow(Duration drainFor, Reason why) {
        boolean unused = core.calls().destroy(drainFor);
        boolean unusedToo = core.move(ModuleState.DEACTIVATION, ModuleState.DEACTIVATED, why);
    }
}
