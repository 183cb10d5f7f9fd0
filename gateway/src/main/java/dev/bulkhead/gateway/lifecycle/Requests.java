package dev.bulkhead.gateway.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Decides what becomes of a request, at once, and lets the module's owner do it. Thread-safe. */
final class Requests {
    private final ModuleCore core;
    private final Activating activating;
    private final Failing failing;
    private final Resting resting;
    private final GoingDown goingDown;

    Requests(ModuleCore core, Activating activating, Failing failing, Resting resting, GoingDown goingDown) {
        this.core = core;
        this.activating = activating;
        this.failing = failing;
        this.resting = resting;
        this.goingDown = goingDown;
    }

    /**
     * Does what an operator asks for.
     *
     * @param limit how long the module may take to save its state
     */
    CompletableFuture<Void> ask(Request request, Duration limit) {
        CompletableFuture<Void> arrival = new CompletableFuture<>();
        try {
            synchronized (core) {
                begin(request, limit, arrival);
            }
        } catch (RefusedException e) {
            arrival.completeExceptionally(e);
        }
        return arrival;
    }

    private void begin(Request request, Duration limit, CompletableFuture<Void> arrival) throws RefusedException {
        Transitions.Verdict verdict = verdict(request);
        if (request == Request.DEACTIVATE) {
            failing.forgetRestart();
            core.standing().takenDown();
        }
        if (verdict == Transitions.Verdict.NOTHING_TO_DO) {
            arrival.complete(null);
            return;
        }
        switch (request) {
            case ACTIVATE -> {
                failing.forget();
                activating.bringUp(Reason.REQUESTED, arrival);
            }
            case DEACTIVATE -> deactivate(arrival);
            case UNAVAILABLE -> goAway(ModuleState.UNAVAILABLE, arrival);
            case DESTROY -> goAway(ModuleState.DESTROYED, arrival);
            case SUSPEND -> resting.rest(true, arrival);
            case RESUME -> resting.rest(false, arrival);
            case HIBERNATE -> resting.hibernate(limit, arrival);
        }
    }

    private Transitions.Verdict verdict(Request request) throws RefusedException {
        core.requireFree();
        ModuleState state = core.standing().state();
        Transitions.Verdict verdict = Transitions.of(state, request);
        ControlError error = verdict.error();
        if (error != null) {
            throw core.refusal(error, "it is " + state.label());
        }
        if (core.isBusy()) {
            throw core.refusal(ControlError.IN_PROGRESS, "something else is under way");
        }
        return verdict;
    }

    /** Refuses what could not be asked for now. */
    void require(Request request) throws RefusedException {
        synchronized (core) {
            Transitions.Verdict unused = verdict(request);
        }
    }

    private void goAway(ModuleState next, CompletableFuture<Void> arrival) {
        failing.forgetRestart();
        core.enter(next, Reason.REQUESTED);
        arrival.complete(null);
    }

    private void deactivate(CompletableFuture<Void> arrival) {
        boolean begun = goingDown.begin(ModuleState.DEACTIVATED, Reason.REQUESTED, arrival);
        if (begun) {
            return;
        }
        if (core.standing().is(ModuleState.HIBERNATED)
                && resting.hasState()
                && core.missing().isEmpty()) {
            wakeAndDeactivate(arrival);
        } else {
            goAway(ModuleState.DEACTIVATED, arrival);
        }
    }

    /** It goes down in order, as any other. One that cannot be woken is down already, and is not to come back by itself. */
    private void wakeAndDeactivate(CompletableFuture<Void> arrival) {
        CompletableFuture<Void> awake = new CompletableFuture<>();
        activating.bringUp(Reason.REQUESTED, awake);
        CompletableFuture<Void> unused = awake.whenComplete((up, e) -> {
            CompletableFuture<Void> unusedToo = ask(Request.DEACTIVATE, Duration.ZERO)
                    .whenComplete((down, refusal) -> {
                        if (refusal == null) {
                            arrival.complete(null);
                        } else {
                            arrival.completeExceptionally(refusal);
                        }
                    });
        });
    }
}
