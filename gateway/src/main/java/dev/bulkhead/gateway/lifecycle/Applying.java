package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.change.Kind;
import dev.bulkhead.gateway.change.ModuleChange;
import dev.bulkhead.gateway.change.Plan;
import dev.bulkhead.gateway.change.Planner;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a running gateway from one configuration to another: only what differs is touched. When a module does not come up in time, goes
 * back to where it was. The modules that go down or come are held meanwhile, so nobody else does anything with them. Each is used
 * once, by who has a turn.
 */
final class Applying {
    private static final Logger LOG = LoggerFactory.getLogger(Applying.class);
    /** What waits in links that go is delivered for so long. */
    private static final Duration LINKS_DRAIN = Duration.ofSeconds(10);

    private final Modules modules;
    private final Turns turns;
    private final Duration within;
    private final boolean startsAdded;
    /** What the modules were that this takes hold of. */
    private final Map<String, Past> pasts = new HashMap<>();

    /**
     * Prepares.
     *
     * @param within how long each module may take to come up
     * @param startsAdded whether modules that are added are activated, as they are configured
     */
    Applying(Modules modules, Turns turns, Duration within, boolean startsAdded) {
        this.modules = modules;
        this.turns = turns;
        this.within = within;
        this.startsAdded = startsAdded;
    }

    /**
     * Goes to another configuration. May take long.
     *
     * @throws RefusedException if that is not possible, or has failed; then all is as it was before, unless the gateway stops
     */
    void apply(GatewayConfig next) throws RefusedException {
        GatewayConfig before = modules.config();
        Plan plan = Planner.plan(before, next);
        if (!plan.refusal().isEmpty()) {
            throw new RefusedException(ControlError.BAD_REQUEST, plan.refusal());
        }
        plan.goingDown()
                .forEach(name -> pasts.put(name, modules.known(name).held().reserve()));
        try {
            goOrGoBack(before, next, plan);
        } finally {
            modules.all().forEach(ManagedModule::release);
        }
        modules.forgetGone(plan.names(Kind.REMOVED));
    }

    private void goOrGoBack(GatewayConfig before, GatewayConfig next, Plan plan) throws RefusedException {
        try {
            go(before, next, plan);
        } catch (RefusedException e) {
            turns.requireRunning();
            LOG.error("the change is taken back: {}", e.getMessage());
            goBack(next, before);
            throw new RefusedException(e.error(), e.getMessage() + "; all is as it was before");
        }
    }

    private void goBack(GatewayConfig from, GatewayConfig to) throws RefusedException {
        try {
            go(from, to, Planner.plan(from, to));
        } catch (RefusedException e) {
            turns.requireRunning();
            throw new RefusedException(e.error(), "the change failed, and so did the way back: " + e.getMessage());
        }
    }

    private void go(GatewayConfig from, GatewayConfig to, Plan plan) throws RefusedException {
        for (Set<String> step : Plan.inOrder(modules.sourcesFirst(from), plan.goingDown())) {
            turns.requireRunning();
            modules.sideBySide(step, name -> modules.known(name).held().halt());
        }
        turns.requireRunning();
        modules.become(to, plan, LINKS_DRAIN);
        configure(to, plan);
        for (Set<String> step : Plan.inOrder(modules.sinksFirst(to), plan.comingUp())) {
            bringUp(step);
        }
    }

    private void configure(GatewayConfig to, Plan plan) {
        Map<String, ModuleConfig> configs =
                to.modules().stream().collect(Collectors.toMap(ModuleConfig::name, Function.identity()));
        for (ModuleChange change : plan.modules()) {
            ModuleConfig config = configs.get(change.name());
            if (change.kind() == Kind.CHANGED && config != null) {
                if (change.restarts()) {
                    modules.known(change.name()).held().take(config);
                } else {
                    modules.known(change.name()).supervise(config);
                }
            }
        }
    }

    private void bringUp(Set<String> step) throws RefusedException {
        turns.requireRunning();
        Map<ManagedModule, CompletableFuture<Void>> arrivals = new LinkedHashMap<>();
        for (String name : step) {
            ManagedModule module = modules.known(name);
            begin(module).ifPresent(attempt -> arrivals.put(module, attempt.bringUp()));
        }
        List<ManagedModule> rest = new ArrayList<>();
        for (Map.Entry<ManagedModule, CompletableFuture<Void>> arrival : arrivals.entrySet()) {
            ManagedModule module = arrival.getKey();
            if (!module.waitsForOthers()) {
                await(module, "activated", arrival.getValue());
                if (pasts.get(module.name()) == Past.SUSPENDED) {
                    rest.add(module);
                }
            }
        }
        for (ManagedModule module : rest) {
            await(module, "suspended again", module.held().suspendAgain());
        }
    }

    private Optional<Attempt> begin(ManagedModule module) {
        Past past = pasts.get(module.name());
        if (past != null) {
            return module.held().become(past);
        }
        return startsAdded ? module.activating().beginAsConfigured(Reason.REQUESTED) : Optional.empty();
    }

    private void await(ManagedModule module, String what, CompletableFuture<Void> arrival) throws RefusedException {
        try {
            turns.await(arrival, within);
        } catch (TimeoutException e) {
            throw new RefusedException(
                    ControlError.OPENING_FAILED,
                    module.name() + " was not " + what + " within " + within.toSeconds() + " s");
        }
    }
}
