package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Roles;
import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.HostLoss;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts another edition of a module in the place of the one that runs, while messages flow: the new one is created beside the old one,
 * takes over its state and all that waits, and has to prove itself; until it has, the old one can come back. The change that does this
 * holds the module. Used once.
 */
final class Swapping {
    private static final Logger LOG = LoggerFactory.getLogger(Swapping.class);
    private static final Duration SAVE_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final ModuleCore core;
    private final Failing failing;
    private final Edition before;
    private final Edition after;
    private final Canary canary;
    /** Whether the old edition is suspended, and so can go on; else it has been destroyed. */
    private boolean rests;

    /** Prepares the new edition, which is what the module's configuration says next. Nothing is made yet. */
    Swapping(ModuleCore core, Failing failing, ModuleConfig next, Canary canary) throws RefusedException {
        this.core = core;
        this.failing = failing;
        this.canary = canary;
        synchronized (core) {
            before = core.edition();
            requireSwappable(next);
            after = core.editionBeside(next);
        }
    }

    /** {@return whether a module must run to be swapped, or just takes its next configuration} */
    static boolean isNeeded(ModuleCore core) throws RefusedException {
        synchronized (core) {
            if (core.isBusy()) {
                throw core.refusal(ControlError.IN_PROGRESS, "something else is under way");
            }
            ModuleState state = core.standing().state();
            boolean settled = state == ModuleState.ACTIVATED
                    || state == ModuleState.DEACTIVATED
                    || state == ModuleState.UNAVAILABLE
                    || state == ModuleState.PRECONDITION
                    || state == ModuleState.HIBERNATED;
            if (!settled || core.standing().isSuspended()) {
                throw core.refusal(
                        ControlError.ILLEGAL_STATE,
                        "it is " + (settled ? "suspended" : state.label()) + "; swap it while it runs, or is down");
            }
            return state == ModuleState.ACTIVATED;
        }
    }

    private void requireSwappable(ModuleConfig next) throws RefusedException {
        if (next.host() != null) {
            throw core.refusal(
                    ControlError.NOT_SUPPORTED,
                    "it shares the host " + next.host() + "; apply a configuration with the new version instead");
        }
        if (next.activation() instanceof ActivationConfig.External
                || next.activation() instanceof ActivationConfig.Service) {
            throw core.refusal(
                    ControlError.NOT_SUPPORTED,
                    "others start its host, and there is one only; apply a configuration with the new version instead");
        }
    }

    /**
     * Swaps. May take long.
     *
     * @throws RefusedException if the new edition does not come up, or does not prove itself; then the old one runs as before
     */
    Swapped swap() throws RefusedException {
        core.busy(true);
        try {
            createBeside();
            long began = System.nanoTime();
            boolean carried = handOver();
            Duration pause = Duration.ofNanos(System.nanoTime() - began);
            LOG.info("{}: the new version takes over; nobody took messages for {} ms", core.name(), pause.toMillis());
            // No call is under way meanwhile, so a gateway that stops has nothing to abort.
            core.busy(false);
            awaitProof();
            core.busy(true);
            settle();
            if (core.isEnding()) {
                throw core.ended();
            }
            LOG.info("{} is swapped", core.name());
            return new Swapped(pause, carried);
        } finally {
            core.busy(false);
        }
    }

    private void createBeside() throws RefusedException {
        try {
            after.calls().createBeside();
        } catch (CallFailedException e) {
            core.settle();
            throw stays("the new version does not come up: " + e.getMessage());
        }
        if (!core.beginTrial()) {
            core.settle();
            endNewOne();
            throw core.isEnding() ? core.ended() : stays("it went down meanwhile");
        }
    }

    /** {@return whether the state was carried over} */
    private boolean handOver() throws RefusedException {
        core.member().expected(true);
        byte[] state = quiesce();
        try {
            give(after);
            if (state != null) {
                after.calls().restoreState(state);
            }
            after.calls().start();
        } catch (CallFailedException e) {
            throw backBecause("the new version does not come up: " + e.getMessage());
        }
        return state != null;
    }

    /** Brings the old one to rest. {@return its state; null if there is none to carry over} */
    private byte @Nullable [] quiesce() throws RefusedException {
        Roles roles = before.calls().life().roles();
        boolean carries = roles.stateful() && after.calls().life().roles().stateful();
        try {
            if (!roles.suspendable()) {
                boolean unused = before.calls().destroy(Duration.ZERO);
                return null;
            }
            before.calls().suspend();
            rests = true;
            return carries ? before.calls().saveState(SAVE_LIMIT) : null;
        } catch (CallFailedException e) {
            if (rests) {
                throw backBecause(String.valueOf(e.getMessage()));
            }
            core.member().expected(false);
            core.settle();
            if (e.isHang()) {
                failing.hung(String.valueOf(e.getMessage()));
            }
            endNewOne();
            throw stays(e.getMessage() + " (to change it all the same, apply a configuration with the new version)");
        }
    }

    private void give(Edition next) {
        core.changePlaces(next);
        core.member().give(next.calls().life());
    }

    /** Waits until the new one has proven itself. One that is in a call of its own code then must come back from it first. */
    private void awaitProof() throws RefusedException {
        long time = canary.time().toNanos();
        long began = System.nanoTime();
        boolean waits = true;
        while (waits && !core.isEnding()) {
            boolean unused = core.awaitThat(() -> after.loss().isPresent() || core.isEnding(), LOOK);
            requireGood();
            long elapsed = System.nanoTime() - began;
            boolean hangs = time > 0 && busy().toNanos() > time / 2;
            if (hangs && elapsed >= 2 * time) {
                after.lost(
                        new HostLoss(HostLoss.Kind.HUNG, "it has been in one call for " + busy().toMillis() + " ms"));
                requireGood();
            }
            waits = elapsed < time || hangs;
        }
    }

    private Duration busy() {
        return after.residence().busyFor(core.member().busyFor());
    }

    private void requireGood() throws RefusedException {
        HostLoss loss = after.loss().orElse(null);
        if (loss != null) {
            throw backBecause("the new version went down: " + loss.text());
        }
        long failures = after.calls().life().failures();
        if (failures > canary.failures()) {
            throw backBecause("the new version threw " + failures + " times and more within its canary time, and may "
                    + canary.failures() + " times; its log says what (./bulkhead logs " + core.name() + ")");
        }
    }

    private void settle() {
        synchronized (core) {
            long unused = core.beginLife();
            core.enter(ModuleState.ACTIVATED, Reason.REQUESTED);
            core.standing().error(null);
        }
        core.member().expected(false);
        if (rests) {
            boolean unused = before.calls().destroy(Duration.ZERO);
        }
        core.settle();
    }

    /** Ends the new edition and lets the old one go on. {@return what to tell whoever wanted the swap} */
    private RefusedException backBecause(String why) {
        boolean broken = rests && after.loss().isPresent();
        if (!broken) {
            endNewOne();
        } else if (!after.calls().abort()) {
            after.calls().giveUp();
        }
        try {
            if (core.isPresent(after)) {
                give(before);
            }
            goOn();
        } catch (CallFailedException e) {
            String reason = before.loss().map(HostLoss::text).orElse(e.getMessage());
            String text = why + "; and the old version cannot go on: " + reason;
            core.member().expected(false);
            core.settle();
            failing.broken(e.reason(), text);
            return core.refusal(ControlError.GENERAL, text);
        }
        core.member().expected(false);
        if (broken && after.residence().isOutOfProcess()) {
            // It may take long until all of its processes are gone, and nobody has to wait for that.
            endNewOne();
        }
        core.settle();
        return stays(why);
    }

    private void goOn() throws CallFailedException {
        if (rests) {
            before.calls().resume();
        } else {
            before.calls().create(null);
            before.calls().start();
        }
    }

    private void endNewOne() {
        boolean unused =
                after.loss().isPresent() ? after.calls().end() : after.calls().destroy(Duration.ZERO);
    }

    private RefusedException stays(String why) {
        LOG.error("{} is not swapped: {}", core.name(), why);
        return core.refusal(ControlError.OPENING_FAILED, why + "; the old version stays");
    }
}
