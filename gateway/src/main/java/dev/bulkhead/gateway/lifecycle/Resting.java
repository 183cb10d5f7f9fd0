package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Roles;
import dev.bulkhead.gateway.config.LifecycleSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a module rests: suspended, or on disk. All but {@link #wake} is called under the core's lock. */
final class Resting {
    private static final Logger LOG = LoggerFactory.getLogger(Resting.class);
    private static final Duration SAVE_LIMIT = Duration.ofSeconds(10);

    private final ModuleCore core;
    private final SavedState saved;
    private final BiConsumer<Reason, CompletableFuture<Void>> activate;
    private final Runnable afterwards;
    private final Consumer<String> hangs;
    /** Whether a message came when the module could not be woken. Guarded by the core. */
    private boolean called;

    /**
     * Prepares.
     *
     * @param hangs ends a module that does not come back from its own code, and hears what it was to do
     * @param activate brings the module up again; called under the core's lock
     * @param afterwards called when the module is free again; by the owner
     */
    Resting(
            ModuleCore core,
            SavedState saved,
            Consumer<String> hangs,
            BiConsumer<Reason, CompletableFuture<Void>> activate,
            Runnable afterwards) {
        this.core = core;
        this.afterwards = afterwards;
        this.saved = saved;
        this.hangs = hangs;
        this.activate = activate;
    }

    /** Suspends a module that runs, or resumes it. */
    void rest(boolean suspends, CompletableFuture<Void> arrival) throws RefusedException {
        Optional<String> whyNot = core.member().roles().whyNotSuspendable();
        if (whyNot.isPresent()) {
            throw core.refusal(ControlError.NOT_SUPPORTED, "it cannot be suspended: " + whyNot.get());
        }
        if (core.standing().isSuspended() == suspends) {
            throw core.refusal(
                    ControlError.ILLEGAL_STATE, suspends ? "it is suspended already" : "it is not suspended");
        }
        inTurn(arrival, () -> {
            if (suspends) {
                core.calls().suspend();
            } else {
                core.calls().resume();
            }
            rested(suspends);
        });
    }

    private void rested(boolean suspends) {
        synchronized (core) {
            if (core.standing().is(ModuleState.ACTIVATED)) {
                core.standing().suspend(suspends, Reason.REQUESTED);
            }
        }
    }

    /**
     * Saves the state of a suspended module, and ends its process.
     *
     * @param limit how long saving may take
     */
    void hibernate(Duration limit, CompletableFuture<Void> arrival) throws RefusedException {
        if (!core.residence().isOutOfProcess()) {
            throw core.refusal(ControlError.IN_PROCESS, "it runs in the gateway's process, which stays");
        }
        if (!core.standing().isSuspended()) {
            throw core.refusal(ControlError.ILLEGAL_STATE, "it is not suspended");
        }
        Optional<String> whyNot = core.member().roles().whyNotStateful();
        if (whyNot.isPresent()) {
            throw core.refusal(ControlError.NOT_SUPPORTED, "its state cannot be saved: " + whyNot.get());
        }
        if (core.config().host() != null) {
            throw core.refusal(
                    ControlError.NOT_SUPPORTED,
                    "it shares the host " + core.config().host() + ", whose process would stay for the others");
        }
        inTurn(arrival, () -> {
            // What waits already has been waiting for somebody to resume the module.
            long before = core.member().addressed();
            saved.write(core.config().className(), core.calls().saveState(limit));
            boolean unused = core.calls().destroy(Duration.ZERO);
            if (!lieDown(ModuleState.ACTIVATED, Reason.REQUESTED)) {
                throw core.refusal(ControlError.GENERAL, "it went down while its state was saved");
            }
            if (core.member().addressed() > before) {
                wake();
            }
        });
    }

    /** Rests on disk, and hears of the next message. {@return whether the module was in the state to do that} */
    private boolean lieDown(ModuleState from, Reason why) {
        boolean lies = core.move(from, ModuleState.HIBERNATED, why);
        if (lies) {
            core.member().onWaiting(this::wake);
        }
        return lies;
    }

    /** Lets a module that is new here rest on disk, where another of its name has left its state, or needed none. */
    void lieDownAgain() {
        LifecycleSettings lifecycle = core.config().lifecycle();
        if (saved.exists() || lifecycle.lazy() || lifecycle.idleTimeout() != null) {
            sleep(Reason.REQUESTED);
        }
    }

    /** Lets a module that is down wait for its first message, which may be there. */
    void sleep(Reason why) {
        boolean lies = lieDown(ModuleState.DEACTIVATED, why);
        if (lies && core.member().hasWaiting()) {
            wake();
        }
    }

    /** {@return whether there is something on disk for a module that is woken} */
    boolean hasState() {
        return saved.exists();
    }

    /** Stops a module that has had nothing to do for long, with its state on disk if it has any, until the next message. */
    void stopIdle() {
        Roles roles = core.member().roles();
        boolean keeps = roles.suspendable() && roles.stateful();
        inTurn(new CompletableFuture<>(), () -> {
            long before = core.member().addressed();
            core.member().expected(true);
            try {
                if (keeps) {
                    core.calls().suspend();
                    saveOrGoOn();
                }
            } catch (CallFailedException | IOException e) {
                core.member().expected(false);
                LOG.warn("{} has nothing to do, and cannot be stopped: {}", core.name(), e.getMessage());
                throw e;
            }
            boolean unused = core.calls().destroy(Duration.ZERO);
            boolean lies = lieDown(ModuleState.ACTIVATED, Reason.AUTOMATIC);
            if (lies && core.member().addressed() > before) {
                wake();
            }
        });
    }

    private void saveOrGoOn() throws CallFailedException, IOException {
        try {
            saved.write(core.config().className(), core.calls().saveState(SAVE_LIMIT));
        } catch (CallFailedException | IOException e) {
            core.calls().resume();
            throw e;
        }
    }

    private interface Work {
        void run() throws CallFailedException, IOException, RefusedException;
    }

    private void inTurn(CompletableFuture<Void> arrival, Work work) {
        core.busy(true);
        core.owner().execute(() -> {
            RefusedException failure = null;
            try {
                work.run();
            } catch (RefusedException e) {
                failure = e;
            } catch (CallFailedException | IOException e) {
                String text = String.valueOf(e.getMessage());
                failure = core.refusal(ControlError.GENERAL, text);
                if (e instanceof CallFailedException failed && failed.isHang()) {
                    hangs.accept(text);
                }
            }
            // Who hears that it is done may ask for the next at once.
            core.busy(false);
            if (failure == null) {
                arrival.complete(null);
            } else {
                arrival.completeExceptionally(failure);
            }
            afterwards.run();
        });
    }

    /** A message has come for a module that is hibernated. Any thread; returns at once. */
    private void wake() {
        core.owner().execute(() -> {
            synchronized (core) {
                called = !core.isFree();
                if (!called && core.standing().is(ModuleState.HIBERNATED)) {
                    activate.accept(Reason.AUTOMATIC, new CompletableFuture<>());
                }
            }
        });
    }

    /** Wakes a module for which a message came while a change held it. */
    void released() {
        if (called) {
            wake();
        }
    }
}
