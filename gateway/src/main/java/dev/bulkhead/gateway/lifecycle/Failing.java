package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.HostLoss;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a module whose host is lost, or that hangs: it goes down, and perhaps comes back. */
final class Failing {
    private static final Logger LOG = LoggerFactory.getLogger(Failing.class);

    private final ModuleCore core;
    private final BiConsumer<Reason, CompletableFuture<Void>> activate;
    private final Supplier<ModuleStatus> status;
    /** Guarded by the core, as are the next two. */
    private Restarts restarts;

    private Runnable pendingRestart = () -> {};
    /** What is done when the change that holds the module lets go of it. */
    private Runnable putOff = () -> {};

    /**
     * Begins without a failure.
     *
     * @param activate brings the module up again; called under the core's lock
     * @param status tells what is known of the module
     */
    Failing(ModuleCore core, BiConsumer<Reason, CompletableFuture<Void>> activate, Supplier<ModuleStatus> status) {
        this.core = core;
        this.activate = activate;
        this.status = status;
        restarts = restartsOf(core.config());
    }

    private Restarts restartsOf(ModuleConfig config) {
        return new Restarts(config.lifecycle().restart(), core.facilities().random());
    }

    /** Follows another policy from now on, if it is another. */
    void follow(ModuleConfig next) {
        synchronized (core) {
            if (!core.config().lifecycle().restart().equals(next.lifecycle().restart())) {
                restarts = restartsOf(next);
            }
        }
    }

    /** Forgets what has failed, and a restart that is planned: somebody has taken care of the module. */
    void forget() {
        synchronized (core) {
            forgetRestart();
            restarts.forget();
        }
    }

    /** Forgets a restart that is planned. */
    void forgetRestart() {
        synchronized (core) {
            pendingRestart.run();
            pendingRestart = () -> {};
            putOff = () -> {};
            core.standing().restartsAt(null);
        }
    }

    /** The host of a module that runs is lost. */
    void hostLost(HostLoss loss) {
        fail(CallFailedException.reasonFor(loss.kind()), loss, false);
    }

    /** Looks whether the module has been at work for longer than it may. */
    void look() {
        Duration limit;
        Duration busyFor;
        synchronized (core) {
            limit = core.config().lifecycle().watchdog();
            boolean works = core.standing().is(ModuleState.ACTIVATED)
                    && !core.standing().isSuspended();
            busyFor = limit != null && works
                    ? core.residence().busyFor(core.member().busyFor())
                    : Duration.ZERO;
        }
        if (limit != null && busyFor.compareTo(limit) > 0) {
            String text = "it has been at work for " + busyFor.toMillis() + " ms without a pause; the limit is "
                    + limit.toMillis() + " ms (watchdog)";
            fail(Reason.WATCHDOG_EXPIRED, new HostLoss(HostLoss.Kind.SILENT, text), true);
        }
    }

    /** A module that runs did not come back in time from a call of its own code. */
    void hung(String text) {
        fail(Reason.WATCHDOG_EXPIRED, new HostLoss(HostLoss.Kind.HUNG, text), true);
    }

    /** A module that runs cannot go on, as a call of its own code has shown. */
    void broken(Reason why, String text) {
        fail(why, new HostLoss(HostLoss.Kind.EXITED, text), false);
    }

    private void fail(Reason why, HostLoss loss, boolean hangs) {
        long life;
        synchronized (core) {
            if (!core.standing().is(ModuleState.ACTIVATED)) {
                return;
            }
            if (core.isOnTrial()) {
                core.edition().lost(loss);
                return;
            }
            life = core.life();
            core.standing().error(loss.text());
            core.enter(ModuleState.DEACTIVATION, why);
        }
        // The owner may be in the very call that hangs.
        core.facilities().threads().execute(() -> {
            LOG.error("{} is down ({}): {}", core.name(), why.label(), loss.text());
            keepPostMortem(life, loss);
            if (hangs && core.isBusy()) {
                boolean unused = core.calls().abort();
            }
            core.owner().execute(() -> afterFailure(life, why, loss, hangs));
        });
    }

    private void keepPostMortem(long life, HostLoss loss) {
        Path kept = core.facilities().postMortems().keep(status.get(), loss, core.config());
        synchronized (core) {
            if (core.life() == life) {
                core.standing().postMortem(kept);
            }
        }
    }

    private void afterFailure(long life, Reason why, HostLoss loss, boolean hangs) {
        if (!core.isIn(ModuleState.DEACTIVATION, life)) {
            return;
        }
        boolean gone = hangs ? core.calls().end() : core.calls().destroy(Duration.ZERO);
        synchronized (core) {
            if (!core.isIn(ModuleState.DEACTIVATION, life)) {
                return;
            }
            core.enter(ModuleState.DEACTIVATED, why);
            if (gone) {
                comeBack(true, loss.kind() == HostLoss.Kind.ENDED);
            }
        }
    }

    /**
     * Lets a module that went down come back, as its policy has it.
     *
     * @param another whether another host may come, where others start it
     * @param inOrder whether its host just ended, with the exit status 0
     */
    void comeBack(boolean another, boolean inOrder) {
        synchronized (core) {
            if (core.isEnding() || !core.standing().is(ModuleState.DEACTIVATED)) {
                return;
            }
            if (!core.isFree()) {
                putOff = () -> comeBack(another, inOrder);
            } else if (core.residence().comesBack()) {
                if (another) {
                    LOG.info("{} waits for its host to come back", core.name());
                    activate.accept(Reason.AUTOMATIC, new CompletableFuture<>());
                }
            } else if (restarts.wanted(inOrder)) {
                restarts.next(core.facilities().timer().now()).ifPresentOrElse(this::restartAfter, this::stayDown);
            }
        }
    }

    /** Does what was put off while a change held the module. */
    void released() {
        synchronized (core) {
            Runnable now = putOff;
            putOff = () -> {};
            now.run();
        }
    }

    private void restartAfter(Duration pause) {
        LOG.info("{} is restarted in {} ms", core.name(), pause.toMillis());
        Timer timer = core.facilities().timer();
        core.standing().restartsAt(timer.now().plus(pause));
        pendingRestart = timer.after(pause, () -> core.owner().execute(this::restart));
    }

    private void stayDown() {
        LOG.error("{}: {}", core.name(), restarts.exhausted());
        core.standing().error(core.standing().error() + "; " + restarts.exhausted());
    }

    private void restart() {
        synchronized (core) {
            boolean still = core.standing().is(ModuleState.DEACTIVATED)
                    && core.standing().restartsAt() != null;
            if (still && core.isFree()) {
                activate.accept(Reason.AUTOMATIC, new CompletableFuture<>());
            }
        }
    }
}
