package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Member;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.HostListener;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.wire.packet.LogLine;
import java.time.Duration;
import java.util.Map;
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
    private final GoingDown goingDown;
    private final Requests requests;
    private final Held held;
    private final ModuleReport report;
    private final Idling idling;

    /** Prepares a module, which is down at first. */
    ManagedModule(ModuleConfig config, Member member, Facilities facilities) {
        core = new ModuleCore(config, member, facilities, this);
        report = new ModuleReport(core);
        SavedState saved = new SavedState(facilities.states(), config.name());
        failing = new Failing(core, this::activate, report::status);
        goingDown = new GoingDown(core, failing, this::conditionsChanged);
        Resting resting = new Resting(core, saved, failing::hung, this::activate, this::conditionsChanged);
        activating = new Activating(core, failing, saved, resting::sleep, this::conditionsChanged);
        idling = new Idling(core, resting::stopIdle);
        requests = new Requests(core, activating, failing, resting, goingDown);
        held = new Held(core, activating, failing, resting, goingDown);
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
        activating.bringUp(why, arrival);
    }

    /**
     * Takes another configuration, for the next activation.
     *
     * @throws RefusedException if the module is not down
     */
    void configure(ModuleConfig next) throws RefusedException {
        synchronized (core) {
            core.requireFree();
            ModuleState state = core.standing().state();
            boolean down = state == ModuleState.DEACTIVATED
                    || state == ModuleState.UNAVAILABLE
                    || state == ModuleState.PRECONDITION;
            if (!down) {
                throw core.refusal(
                        ControlError.ILLEGAL_STATE,
                        "it is " + state.label() + "; deactivate it before you configure it");
            }
            held.take(next);
        }
    }

    /** Takes what a configuration says about the module's supervision: for that it needs no other activation. */
    void supervise(ModuleConfig next) {
        failing.follow(next);
        core.config(next);
        conditionsChanged();
    }

    /**
     * Puts another edition in the place of the one that runs, while messages flow. May take long; for the change that holds the module.
     *
     * @throws RefusedException if that is not possible, or the other does not prove itself; then all is as before
     */
    Swapped swap(ModuleConfig next, Canary canary) throws RefusedException {
        if (!Swapping.isNeeded(core)) {
            held.take(next);
            return Swapped.DOWN;
        }
        return new Swapping(core, failing, next, canary).swap();
    }

    /** Does what an operator asks for. {@return ends when it is done} */
    CompletableFuture<Void> ask(Request request) {
        return requests.ask(request, Duration.ZERO);
    }

    /**
     * Does what an operator asks for.
     *
     * @param limit how long the module may take to save its state
     */
    CompletableFuture<Void> ask(Request request, Duration limit) {
        return requests.ask(request, limit);
    }

    /** Looks whether the module may run now, or may not any more. */
    void conditionsChanged() {
        synchronized (core) {
            if (!core.isFree() || core.isBusy()) {
                return;
            }
            String missing = core.missing();
            if (missing.isEmpty() && core.standing().is(ModuleState.PRECONDITION)) {
                activate(Reason.CONDITIONS, new CompletableFuture<>());
            } else if (!missing.isEmpty()
                    && goingDown.begin(ModuleState.PRECONDITION, Reason.CONDITIONS, new CompletableFuture<>())) {
                LOG.info("{} goes down, and waits for {}", name(), missing);
            }
        }
    }

    /** Other links begin at the module now. */
    void linksChanged() {
        core.residence().linksChanged();
    }

    /** Looks whether the module has been at work for longer than it may, or idle. */
    void look() {
        failing.look();
        idling.look();
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

    /** Refuses what could not be asked for now. */
    void requireMay(Request request) throws RefusedException {
        requests.require(request);
    }

    /** {@return what a change of the configuration does with the module} */
    Held held() {
        return held;
    }

    /** The change that held the module is done: looks what has come to pass meanwhile. */
    void release() {
        held.release();
        conditionsChanged();
    }

    /** Lets no activation begin any more, and ends the one that is under way. The module is still to be stopped. */
    void beginShutdown() {
        goingDown.beginShutdown();
    }

    /** Stops the module for good, whatever it is at: lets it process what is queued, and destroys it. */
    void stop() {
        goingDown.stop();
    }

    boolean isActivated() {
        synchronized (core) {
            return core.standing().is(ModuleState.ACTIVATED);
        }
    }

    /** {@return what the module has said of its conditions in this life} */
    Map<String, Boolean> said() {
        return core.member().conditions();
    }

    /** {@return the change that led to where the module is now} */
    StateChange present() {
        synchronized (core) {
            return core.standing().present();
        }
    }

    ModuleStatus status() {
        return report.status();
    }
}
