package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.proxy.HostLoss;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to bring a module up: it is made, created, given its state back, started. When the module is brought down meanwhile, the
 * attempt has failed, and touches nothing any more, whatever comes after it.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final ModuleCore core;
    private final Failing failing;
    private final SavedState saved;
    private final boolean wakes;
    private final Runnable afterwards;
    private final CompletableFuture<Void> arrival;
    private final long life;
    /** Guarded by the core. */
    private @Nullable HostLoss loss;

    /**
     * Begins, under the core's lock, which is in its activation. Nothing is made yet.
     *
     * @param wakes whether the module was hibernated
     * @param afterwards called when the module has come to run; by the owner
     * @param arrival is told how it went
     */
    Attempt(
            ModuleCore core,
            Failing failing,
            SavedState saved,
            boolean wakes,
            Runnable afterwards,
            CompletableFuture<Void> arrival) {
        this.core = core;
        this.failing = failing;
        this.saved = saved;
        this.wakes = wakes;
        this.afterwards = afterwards;
        this.arrival = arrival;
        life = core.beginLife();
    }

    /** Makes and creates the module. {@return whether that went well; if not, the status says why} */
    CompletableFuture<Boolean> create() {
        return CompletableFuture.supplyAsync(() -> step(this::createNow), core.owner());
    }

    /** Starts the module that was created. {@return ends when it runs} */
    CompletableFuture<Void> start() {
        core.owner().execute(() -> {
            if (step(this::startNow)) {
                arrived();
            }
        });
        return arrival;
    }

    /** Creates and starts the module. {@return ends when it runs} */
    CompletableFuture<Void> bringUp() {
        core.owner().execute(() -> {
            if (step(this::createNow) && step(this::startNow)) {
                arrived();
            }
        });
        return arrival;
    }

    private void createNow() throws CallFailedException {
        try {
            core.calls().create(saved.read(core.config().className()));
        } catch (IOException e) {
            throw new CallFailedException(Reason.INITIALIZATION_FAILED, "its saved state cannot be read: " + e, e);
        }
    }

    private void startNow() throws CallFailedException {
        core.calls().start();
    }

    private interface Step {
        void run() throws CallFailedException;
    }

    /** Takes one step. {@return whether it went well, and nobody wants a stop} */
    private boolean step(Step step) {
        if (!beginStep()) {
            fail(core.ended());
            return false;
        }
        try {
            step.run();
        } catch (CallFailedException e) {
            failed(e);
            return false;
        }
        core.busy(false);
        return true;
    }

    private boolean beginStep() {
        synchronized (core) {
            boolean goesOn = core.isIn(ModuleState.ACTIVATION, life) && !core.isEnding();
            if (goesOn) {
                core.busy(true);
            }
            return goesOn;
        }
    }

    private void failed(CallFailedException failure) {
        String text = String.valueOf(failure.getMessage());
        RefusedException refusal;
        synchronized (core) {
            core.busy(false);
            if (!core.isIn(ModuleState.ACTIVATION, life)) {
                refusal = core.ended();
            } else if (core.isEnding()) {
                core.enter(ModuleState.DEACTIVATED, core.stopReason());
                refusal = core.ended();
            } else {
                refusal = core.refusal(ControlError.OPENING_FAILED, text);
                core.standing().error(text);
                core.enter(ModuleState.DEACTIVATED, failure.reason());
                LOG.error("{} is down ({}): {}", core.name(), failure.reason().label(), text);
                LOG.debug("{}", core.name(), failure);
                failing.comeBack(failure.isHostLost(), false);
            }
        }
        fail(refusal);
    }

    private void fail(RefusedException why) {
        boolean unused = arrival.completeExceptionally(why);
    }

    /** By the owner, after all of it has gone well. */
    private void arrived() {
        Optional<HostLoss> lost;
        synchronized (core) {
            if (!core.isIn(ModuleState.ACTIVATION, life)) {
                fail(core.ended());
                return;
            }
            Standing standing = core.standing();
            if (standing.reason() == Reason.AUTOMATIC && !wakes) {
                standing.restarted();
            }
            standing.error(null);
            core.enter(ModuleState.ACTIVATED, standing.reason());
            lost = Optional.ofNullable(loss);
        }
        saved.forget();
        boolean unused = arrival.complete(null);
        lost.ifPresent(failing::hostLost);
        afterwards.run();
    }

    /** Notes, under the core's lock, that the host is lost: the attempt fails by it, or has just succeeded and finds this. */
    void lost(HostLoss what) {
        loss = what;
    }
}
