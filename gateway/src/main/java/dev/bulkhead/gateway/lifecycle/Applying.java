package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.change.Kind;
import dev.bulkhead.gateway.change.ModuleChange;
import dev.bulkhead.gateway.change.Plan;
import dev.bulkhead.gateway.change.Planner;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a running gateway from one configuration to another: only what differs is touched. When a module does not come up in time, goes
 * back to where it was. One at a time.
 */
final class Applying {
    private static final Logger LOG = LoggerFactory.getLogger(Applying.class);
    /** What waits in links that go is delivered for so long. */
    private static final Duration LINKS_DRAIN = Duration.ofSeconds(10);

    private final Modules modules;

    Applying(Modules modules) {
        this.modules = modules;
    }

    /**
     * Goes to another configuration. May take long.
     *
     * @param within how long each module may take to come up
     * @param startsAdded whether modules that are added are activated, as they are configured
     * @throws RefusedException if that is not possible, or has failed; then all is as it was before
     */
    synchronized void apply(GatewayConfig next, Duration within, boolean startsAdded) throws RefusedException {
        GatewayConfig before = modules.config();
        Plan plan = Planner.plan(before, next);
        if (!plan.refusal().isEmpty()) {
            throw new RefusedException(ControlError.BAD_REQUEST, plan.refusal());
        }
        Set<String> wanted = modules.wanted();
        if (startsAdded) {
            wanted.addAll(plan.names(Kind.ADDED));
        }
        try {
            go(before, next, plan, wanted, within);
        } catch (RefusedException e) {
            LOG.error("the change is taken back: {}", e.getMessage());
            goBack(next, before, wanted, within);
            throw new RefusedException(e.error(), e.getMessage() + "; all is as it was before");
        }
    }

    private void goBack(GatewayConfig from, GatewayConfig to, Set<String> wanted, Duration within)
            throws RefusedException {
        try {
            go(from, to, Planner.plan(from, to), wanted, within);
        } catch (RefusedException e) {
            throw new RefusedException(e.error(), "the change failed, and so did the way back: " + e.getMessage());
        }
    }

    private void go(GatewayConfig from, GatewayConfig to, Plan plan, Set<String> wanted, Duration within)
            throws RefusedException {
        for (Set<String> step : Plan.inOrder(modules.sourcesFirst(from), plan.goingDown())) {
            modules.sideBySide(step, name -> modules.known(name).halt());
        }
        modules.become(to, plan, LINKS_DRAIN);
        Map<String, ModuleConfig> configs =
                to.modules().stream().collect(Collectors.toMap(ModuleConfig::name, Function.identity()));
        for (ModuleChange change : plan.modules()) {
            ModuleConfig config = configs.get(change.name());
            if (change.kind() == Kind.CHANGED && config != null) {
                if (change.restarts()) {
                    modules.known(change.name()).configure(config);
                } else {
                    modules.known(change.name()).supervise(config);
                }
            }
        }
        Set<String> up = new LinkedHashSet<>(plan.comingUp());
        up.retainAll(wanted);
        for (Set<String> step : Plan.inOrder(modules.sinksFirst(to), up)) {
            bringUp(step, within);
        }
    }

    private void bringUp(Set<String> step, Duration within) throws RefusedException {
        List<ManagedModule> begun = step.stream()
                .map(modules::known)
                .filter(module -> module.activating().beginAsConfigured(Reason.REQUESTED))
                .toList();
        List<CompletableFuture<Void>> arrivals =
                begun.stream().map(module -> module.activating().bringUpSoon()).toList();
        for (int i = 0; i < begun.size(); i++) {
            if (!begun.get(i).waitsForOthers()) {
                await(begun.get(i), arrivals.get(i), within);
            }
        }
    }

    private static void await(ManagedModule module, CompletableFuture<Void> arrival, Duration within)
            throws RefusedException {
        try {
            arrival.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RefusedException refused
                    ? refused
                    : new RefusedException(ControlError.GENERAL, module.name() + ": " + e.getCause());
        } catch (TimeoutException e) {
            throw new RefusedException(
                    ControlError.OPENING_FAILED,
                    module.name() + " was not activated within " + within.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ControlError.GENERAL, "the gateway stops");
        }
    }
}
