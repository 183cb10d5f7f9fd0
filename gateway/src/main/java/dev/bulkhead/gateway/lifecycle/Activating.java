package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.proxy.HostLoss;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a module may be brought up, and the attempts to do it. */
final class Activating {
    private final ModuleCore core;
    private final Failing failing;
    private final SavedState saved;
    private final Runnable afterwards;
    private final Consumer<Reason> sleep;
    /** The last one. Guarded by the core. */
    private @Nullable Attempt attempt;

    /**
     * Prepares.
     *
     * @param sleep lets a module that is down wait for its first message; called under the core's lock
     * @param afterwards called when the module has come to run; by the owner
     */
    Activating(ModuleCore core, Failing failing, SavedState saved, Consumer<Reason> sleep, Runnable afterwards) {
        this.sleep = sleep;
        this.afterwards = afterwards;
        this.core = core;
        this.failing = failing;
        this.saved = saved;
    }

    /** Brings a module up that is down, or has it wait for its conditions. */
    void bringUp(Reason why, CompletableFuture<Void> arrival) {
        synchronized (core) {
            begin(why, arrival).ifPresent(begun -> {
                CompletableFuture<Void> unused = begun.bringUp();
            });
        }
    }

    /**
     * Lets a module that is down begin to come up.
     *
     * @param arrival fails if it cannot
     * @return what brings it up; empty if it cannot, or waits for its conditions
     */
    Optional<Attempt> begin(Reason why, CompletableFuture<Void> arrival) {
        synchronized (core) {
            ModuleState state = core.standing().state();
            boolean down = state == ModuleState.DEACTIVATED
                    || state == ModuleState.PRECONDITION
                    || state == ModuleState.HIBERNATED;
            if (core.isEnding() || !down) {
                arrival.completeExceptionally(
                        down ? core.ended() : core.refusal(ControlError.ILLEGAL_STATE, "it is " + state.label()));
                return Optional.empty();
            }
            failing.forgetRestart();
            String missing = core.missing();
            if (!missing.isEmpty()) {
                if (state != ModuleState.PRECONDITION) {
                    core.enter(ModuleState.PRECONDITION, Reason.CONDITIONS);
                }
                arrival.completeExceptionally(core.refusal(ControlError.PENDING_CONDITIONS, "it waits for " + missing));
                return Optional.empty();
            }
            core.enter(ModuleState.ACTIVATION, why);
            boolean wakes = state == ModuleState.HIBERNATED;
            Attempt begun = new Attempt(core, failing, saved, wakes, afterwards, arrival);
            attempt = begun;
            return Optional.of(begun);
        }
    }

    /** Lets a module that is down go to the state in which the configuration wants it to begin. {@return what brings it up; empty if nothing is to} */
    Optional<Attempt> beginAsConfigured(Reason why) {
        synchronized (core) {
            StartMode mode = core.config().lifecycle().startMode();
            if (core.isEnding() || !core.standing().is(ModuleState.DEACTIVATED) || mode == StartMode.DEACTIVATED) {
                return Optional.empty();
            }
            if (mode == StartMode.UNAVAILABLE) {
                core.enter(ModuleState.UNAVAILABLE, why);
                return Optional.empty();
            }
            if (core.config().lifecycle().lazy()) {
                sleep.accept(why);
                return Optional.empty();
            }
            return begin(why, new CompletableFuture<>());
        }
    }

    /** Notes, under the core's lock, that the host of a module is lost that is in its activation. */
    void lostWhileStarting(HostLoss loss) {
        if (attempt != null) {
            attempt.lost(loss);
        }
    }
}
