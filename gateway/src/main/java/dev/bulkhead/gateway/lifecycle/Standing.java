package dev.bulkhead.gateway.lifecycle;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a module stands: its state, why, since when, and what is known beside that. Guarded by its module. */
final class Standing {
    private static final Set<Reason> FAILURES = EnumSet.of(
            Reason.FAILURE,
            Reason.MEMORY_EXCEEDED,
            Reason.WATCHDOG_EXPIRED,
            Reason.INITIALIZATION_FAILED,
            Reason.INSTANTIATION_FAILED);

    private final String module;
    private final Timer timer;
    private final Consumer<StateChange> changes;
    private ModuleState state = ModuleState.DEACTIVATED;
    private Reason reason = Reason.STARTUP;
    private Instant since;
    private boolean suspended;
    private @Nullable String error;
    private @Nullable Path postMortem;
    private @Nullable Instant restartsAt;
    private int restarts;

    /**
     * Begins deactivated.
     *
     * @param changes hears of every change, under the module's lock; must return at once
     */
    Standing(String module, Timer timer, Consumer<StateChange> changes) {
        this.module = module;
        this.timer = timer;
        this.changes = changes;
        since = timer.now();
    }

    void enter(ModuleState next, Reason why) {
        state = next;
        suspended = false;
        reason = why;
        since = timer.now();
        if (next != ModuleState.DEACTIVATED) {
            restartsAt = null;
        }
        changes.accept(present());
    }

    /** Somebody wants it down. If it is down because it failed, it is down because of that from now on: nobody misses it. */
    void takenDown() {
        if (state == ModuleState.DEACTIVATED && FAILURES.contains(reason)) {
            reason = Reason.REQUESTED;
        }
    }

    void suspend(boolean suspends, Reason why) {
        suspended = suspends;
        reason = why;
        since = timer.now();
        changes.accept(StateChange.ofRest(module, suspends, why));
    }

    /** {@return the change that led here, for somebody who comes late} */
    StateChange present() {
        return suspended ? StateChange.ofRest(module, true, reason) : new StateChange(module, state.title(), reason);
    }

    boolean is(ModuleState asked) {
        return state == asked;
    }

    ModuleState state() {
        return state;
    }

    boolean isSuspended() {
        return suspended;
    }

    Reason reason() {
        return reason;
    }

    Instant since() {
        return since;
    }

    @Nullable
    String error() {
        return error;
    }

    void error(@Nullable String text) {
        error = text;
    }

    @Nullable
    Path postMortem() {
        return postMortem;
    }

    void postMortem(@Nullable Path folder) {
        postMortem = folder;
    }

    @Nullable
    Instant restartsAt() {
        return restartsAt;
    }

    void restartsAt(@Nullable Instant time) {
        restartsAt = time;
    }

    int restarts() {
        return restarts;
    }

    void restarted() {
        restarts++;
    }
}
