package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.proxy.HostLoss;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a module comes to run: made, created, given its state back, started. */
final class Activating {
    private static final Logger LOG = LoggerFactory.getLogger(Activating.class);

    private final ModuleCore core;
    private final Failing failing;
    private final SavedState saved;
    private final Runnable afterwards;
    /** Guarded by the core. */
    private @Nullable HostLoss lossWhileStarting;

    /**
     * Prepares.
     *
     * @param afterwards called when the module has come to run; by the owner
     */
    Activating(ModuleCore core, Failing failing, SavedState saved, Runnable afterwards) {
        this.afterwards = afterwards;
        this.core = core;
        this.failing = failing;
        this.saved = saved;
    }

    /** Brings a module up that is down, or has it wait for its conditions. */
    void begin(Reason why, CompletableFuture<Void> arrival) {
        synchronized (core) {
            if (mayBegin(why, arrival)) {
                core.owner().execute(() -> bringUp(arrival));
            }
        }
    }

    /** Under the lock. {@return whether the module may be made now} */
    private boolean mayBegin(Reason why, CompletableFuture<Void> arrival) {
        failing.forgetRestart();
        lossWhileStarting = null;
        String missing = core.missing();
        if (!missing.isEmpty()) {
            if (!core.standing().is(ModuleState.PRECONDITION)) {
                core.enter(ModuleState.PRECONDITION, Reason.CONDITIONS);
            }
            arrival.completeExceptionally(core.refusal(ControlError.PENDING_CONDITIONS, "it waits for " + missing));
            return false;
        }
        core.enter(ModuleState.ACTIVATION, why);
        return true;
    }

    /** Goes to the state in which the configuration wants the module to begin. {@return whether it may be made now} */
    boolean beginAsConfigured(Reason why) {
        synchronized (core) {
            StartMode mode = core.config().lifecycle().startMode();
            if (core.isShuttingDown() || mode == StartMode.DEACTIVATED) {
                return false;
            }
            if (mode == StartMode.UNAVAILABLE) {
                core.enter(ModuleState.UNAVAILABLE, why);
                return false;
            }
            return mayBegin(why, new CompletableFuture<>());
        }
    }

    /** Makes and creates a module that is in its activation. {@return whether that went well; if not, the status says why} */
    CompletableFuture<Boolean> create() {
        return CompletableFuture.supplyAsync(() -> step(this::createNow, new CompletableFuture<>()), core.owner());
    }

    /** Starts a module that was created. */
    CompletableFuture<Void> start() {
        CompletableFuture<Void> arrival = new CompletableFuture<>();
        core.owner().execute(() -> {
            if (step(core.calls()::start, arrival)) {
                arrived(arrival);
            }
        });
        return arrival;
    }

    /** Brings a module up that is in its activation. {@return ends when it runs} */
    CompletableFuture<Void> bringUpSoon() {
        CompletableFuture<Void> arrival = new CompletableFuture<>();
        core.owner().execute(() -> bringUp(arrival));
        return arrival;
    }

    /** By the owner. */
    private void bringUp(CompletableFuture<Void> arrival) {
        if (step(this::createNow, arrival) && step(core.calls()::start, arrival)) {
            arrived(arrival);
        }
    }

    private void createNow() throws CallFailedException {
        try {
            core.calls().create(saved.read());
        } catch (IOException e) {
            throw new CallFailedException(Reason.INITIALIZATION_FAILED, "its saved state cannot be read: " + e, e);
        }
    }

    private interface Step {
        void run() throws CallFailedException;
    }

    /** Takes one step of the activation. {@return whether it went well, and nobody wants a stop} */
    private boolean step(Step step, CompletableFuture<Void> arrival) {
        if (!beginStep()) {
            arrival.completeExceptionally(core.refusal(ControlError.ILLEGAL_STATE, core.whyNoMore()));
            return false;
        }
        try {
            step.run();
            return true;
        } catch (CallFailedException e) {
            failed(e, arrival);
            return false;
        } finally {
            core.busy(false);
        }
    }

    private boolean beginStep() {
        synchronized (core) {
            boolean goesOn = core.standing().is(ModuleState.ACTIVATION) && !core.isShuttingDown();
            core.busy(goesOn);
            return goesOn;
        }
    }

    private void failed(CallFailedException failure, CompletableFuture<Void> arrival) {
        String text = String.valueOf(failure.getMessage());
        synchronized (core) {
            if (core.isShuttingDown()) {
                core.enter(ModuleState.DEACTIVATED, core.stopReason());
                arrival.completeExceptionally(core.refusal(ControlError.ILLEGAL_STATE, core.whyNoMore()));
                return;
            }
            core.standing().error(text);
            core.enter(ModuleState.DEACTIVATED, failure.reason());
        }
        LOG.error("{} is down ({}): {}", core.name(), failure.reason().label(), text);
        LOG.debug("{}", core.name(), failure);
        arrival.completeExceptionally(core.refusal(ControlError.OPENING_FAILED, text));
        failing.comeBack(failure.isHostLost(), false);
    }

    /** By the owner, after all of the activation has gone well. */
    private void arrived(CompletableFuture<Void> arrival) {
        Optional<HostLoss> lost;
        synchronized (core) {
            Standing standing = core.standing();
            if (!standing.is(ModuleState.ACTIVATION)) {
                return;
            }
            if (standing.reason() == Reason.AUTOMATIC) {
                standing.restarted();
            }
            standing.error(null);
            core.enter(ModuleState.ACTIVATED, standing.reason());
            lost = Optional.ofNullable(lossWhileStarting);
        }
        forgetSavedState();
        arrival.complete(null);
        lost.ifPresent(failing::hostLost);
        afterwards.run();
    }

    private void forgetSavedState() {
        try {
            saved.delete();
        } catch (IOException e) {
            LOG.warn("{}: its saved state cannot be removed: {}", core.name(), e.toString());
        }
    }

    /** Notes that the host is lost while the module is in its activation: that fails by it, or has just succeeded and finds this. */
    void lostWhileStarting(HostLoss loss) {
        synchronized (core) {
            lossWhileStarting = loss;
        }
    }
}
