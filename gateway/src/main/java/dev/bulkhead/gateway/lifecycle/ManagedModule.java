package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Member;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.HostListener;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.wire.packet.LogLine;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One module and its states. What is asked for is decided at once, under the core's lock, and done by the module's owner, one
 * thing after the other. Thread-safe.
 */
final class ManagedModule implements HostListener {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedModule.class);

    private final ModuleCore core;
    private final Activating activating;
    private final Failing failing;
    private final Resting resting;

    /** Prepares a module, which is down at first. */
    ManagedModule(ModuleConfig config, Member member, Facilities facilities) {
        core = new ModuleCore(config, member, facilities, this);
        SavedState saved = new SavedState(facilities.states(), config.name());
        failing = new Failing(core, this::activate, this::status);
        activating = new Activating(core, failing, saved, this::conditionsChanged);
        resting = new Resting(core, saved, failing::hung, this::activate, this::conditionsChanged);
    }

    String name() {
        return core.name();
    }

    ModuleConfig config() {
        return core.config();
    }

    /** {@return whether nobody can tell how long it takes until there is a host} */
    boolean waitsForOthers() {
        return core.residence().comesBack();
    }

    /** {@return whether its activation starts a process} */
    boolean startsAProcess() {
        return core.residence().startsAProcess();
    }

    /** {@return how the module comes to run when the gateway starts} */
    Activating activating() {
        return activating;
    }

    private void activate(Reason why, CompletableFuture<Void> arrival) {
        activating.begin(why, arrival);
    }

    /**
     * Takes another configuration, for the next activation.
     *
     * @throws RefusedException if the module is not down
     */
    void configure(ModuleConfig next) throws RefusedException {
        synchronized (core) {
            ModuleState state = core.standing().state();
            boolean down = state == ModuleState.DEACTIVATED
                    || state == ModuleState.UNAVAILABLE
                    || state == ModuleState.PRECONDITION;
            if (!down) {
                throw core.refusal(
                        ControlError.ILLEGAL_STATE,
                        "it is " + state.label() + "; deactivate it before you configure it");
            }
            failing.follow(next);
            core.move(next);
        }
    }

    /** Takes what a configuration says about the module's supervision: for that it needs no other activation. */
    void supervise(ModuleConfig next) {
        failing.follow(next);
        core.config(next);
        conditionsChanged();
    }

    /** Does what an operator asks for. {@return ends when it is done} */
    CompletableFuture<Void> ask(Request request) {
        return ask(request, Duration.ZERO);
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
                activate(Reason.REQUESTED, arrival);
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
        ModuleState state = core.standing().state();
        Transitions.Verdict verdict = Transitions.of(state, request);
        ControlError error = verdict.error();
        if (core.isShuttingDown()) {
            throw core.refusal(ControlError.ILLEGAL_STATE, core.whyNoMore());
        }
        if (error != null) {
            throw core.refusal(error, "it is " + state.label());
        }
        if (core.isBusy()) {
            throw core.refusal(ControlError.IN_PROGRESS, "something else is under way");
        }
        return verdict;
    }

    private void goAway(ModuleState next, CompletableFuture<Void> arrival) {
        failing.forgetRestart();
        core.enter(next, Reason.REQUESTED);
        arrival.complete(null);
    }

    private void deactivate(CompletableFuture<Void> arrival) {
        if (core.move(ModuleState.ACTIVATED, ModuleState.DEACTIVATION, Reason.REQUESTED)) {
            core.owner().execute(() -> bringDown(ModuleState.DEACTIVATED, Reason.REQUESTED, arrival));
        } else if (core.standing().is(ModuleState.HIBERNATED)) {
            CompletableFuture<Void> awake = new CompletableFuture<>();
            activate(Reason.REQUESTED, awake);
            var unused = awake.thenCompose(up -> ask(Request.DEACTIVATE)).whenComplete((done, e) -> {
                if (e == null) {
                    arrival.complete(null);
                } else {
                    arrival.completeExceptionally(e.getCause() == null ? e : e.getCause());
                }
            });
        } else {
            goAway(ModuleState.DEACTIVATED, arrival);
        }
    }

    /** By the owner, in the deactivation: lets the module process what is queued, and destroys it. */
    private void bringDown(ModuleState next, Reason why, CompletableFuture<Void> arrival) {
        boolean gone = core.calls().destroy(core.residence().drainLimit());
        boolean unused = core.move(ModuleState.DEACTIVATION, next, why);
        if (gone) {
            arrival.complete(null);
        } else {
            arrival.completeExceptionally(core.refusal(
                    ControlError.CLOSING_FAILED,
                    "it does not come back from its own code; its thread is left to itself"));
        }
        conditionsChanged();
    }

    /** Looks whether the module may run now, or may not any more. */
    void conditionsChanged() {
        synchronized (core) {
            String missing = core.missing();
            if (core.isShuttingDown() || core.isBusy()) {
                return;
            }
            if (missing.isEmpty() && core.standing().is(ModuleState.PRECONDITION)) {
                activate(Reason.CONDITIONS, new CompletableFuture<>());
            } else if (!missing.isEmpty()
                    && core.move(ModuleState.ACTIVATED, ModuleState.DEACTIVATION, Reason.CONDITIONS)) {
                LOG.info("{} goes down, and waits for {}", name(), missing);
                core.owner()
                        .execute(() ->
                                bringDown(ModuleState.PRECONDITION, Reason.CONDITIONS, new CompletableFuture<>()));
            }
        }
    }

    /** Other links begin at the module now. */
    void linksChanged() {
        core.residence().linksChanged();
    }

    /** Looks whether the module has been at work for longer than it may. */
    void look() {
        failing.look();
    }

    @Override
    public void hostLost(HostLoss loss) {
        synchronized (core) {
            if (core.standing().is(ModuleState.ACTIVATION)) {
                activating.lostWhileStarting(loss);
                return;
            }
        }
        failing.hostLost(loss);
    }

    @Override
    public void logged(LogLine line) {
        core.facilities().hostLog().add(name(), line);
    }

    /** Lets no activation begin any more, and ends the one that is under way. The module is still to be stopped. */
    void beginShutdown() {
        beginStop(Reason.SHUTDOWN);
    }

    private void beginStop(Reason why) {
        core.shutDown(why);
        failing.forgetRestart();
        if (core.isBusy()) {
            boolean unused = core.calls().abort();
        }
    }

    /** Stops the module, whatever it is at: lets it process what is queued, and destroys it. */
    void stop() {
        stop(Reason.SHUTDOWN);
    }

    /** As {@link #stop}, but it may be activated again. */
    void halt() {
        stop(Reason.REQUESTED);
        boolean unused = core.move(ModuleState.PRECONDITION, ModuleState.DEACTIVATED, Reason.REQUESTED)
                || core.move(ModuleState.HIBERNATED, ModuleState.DEACTIVATED, Reason.REQUESTED);
        core.goOn();
    }

    private void stop(Reason why) {
        beginStop(why);
        boolean free = core.awaitThat(
                () -> !core.isBusy() && !core.standing().is(ModuleState.DEACTIVATION),
                core.residence().stopLimit());
        if (!free) {
            boolean unused = core.calls().abort();
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

    /** {@return whether somebody wants it to run, be it that it does or that it will} */
    boolean isWanted() {
        synchronized (core) {
            Standing standing = core.standing();
            boolean down = standing.is(ModuleState.UNAVAILABLE)
                    || standing.is(ModuleState.DESTROYED)
                    || (standing.is(ModuleState.DEACTIVATED) && standing.restartsAt() == null);
            return !down;
        }
    }

    /** {@return the change that led to where the module is now} */
    StateChange present() {
        synchronized (core) {
            return core.standing().present();
        }
    }

    ModuleStatus status() {
        // May wait a moment for what a host prints, so not under the lock.
        String hint = core.residence().diagnose();
        synchronized (core) {
            return status(core.standing().is(ModuleState.ACTIVATION) ? hint : "");
        }
    }

    private ModuleStatus status(String hint) {
        Standing standing = core.standing();
        Residence residence = core.residence();
        Member member = core.member();
        boolean alive = standing.is(ModuleState.ACTIVATION)
                || standing.is(ModuleState.ACTIVATED)
                || standing.is(ModuleState.DEACTIVATION);
        String error = standing.error();
        String told = error == null ? (hint.isEmpty() ? null : hint) : error + (hint.isEmpty() ? "" : "; " + hint);
        boolean rests = standing.is(ModuleState.ACTIVATED) && member.roles().suspendable();
        return new ModuleStatus(
                name(),
                config().className(),
                standing.state(),
                standing.reason(),
                standing.since(),
                config().lifecycle().startMode(),
                rests ? !standing.isSuspended() : null,
                standing.is(ModuleState.PRECONDITION) ? core.missing() : null,
                told,
                residence.activation(),
                config().host(),
                alive ? residence.pid() : OptionalLong.empty(),
                residence.isHere(),
                standing.restarts(),
                standing.restartsAt(),
                standing.postMortem(),
                alive ? residence.busyFor(member.busyFor()) : Duration.ZERO,
                residence.work(member.work()),
                member.unrouted(),
                member.refused(),
                residence.turnedAway());
    }
}
