package dev.bulkhead.gateway.lifecycle;

import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Module;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.Condition;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.GatewaySettings;
import dev.bulkhead.gateway.config.LifecycleSettings;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.RestartPolicy;
import dev.bulkhead.gateway.config.RestartSettings;
import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.wire.zmq.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One module in this process, with a clock that a test sets forward. */
final class Rig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final RestartSettings NEVER = restart(RestartPolicy.NEVER);

    final FakeTimer timer = new FakeTimer();
    final ConditionBoard conditions = new ConditionBoard();
    final List<StateChange> changes = new CopyOnWriteArrayList<>();
    final ManagedModule module;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final Endpoints endpoints = new Endpoints(1 << 20);
    private final HostLog hostLog = new HostLog();

    Rig(Path folder, Class<? extends Module> type, RestartSettings restart, List<Condition> preconditions) {
        this(folder, type, restart, preconditions, InProcessResidence.START_LIMIT);
    }

    /**
     * Prepares a module.
     *
     * @param limit how long it may take to come up, to rest and to go on
     */
    Rig(
            Path folder,
            Class<? extends Module> type,
            RestartSettings restart,
            List<Condition> preconditions,
            Duration limit) {
        ModuleConfig config = config(type, restart, preconditions);
        GatewayConfig gateway = new GatewayConfig(
                folder.resolve("gateway.json"),
                new GatewaySettings("edge", new ListenAddress("127.0.0.1", 0), folder, 1 << 20, false, List.of()),
                List.of(config),
                List.of());
        Broker broker = new Broker(1 << 20);
        Path nowhere = folder.resolve("nowhere");
        Residences residences = new Residences(
                new HostEnvironment(endpoints, watch, folder, nowhere, nowhere, null, "bulkhead", 1 << 20, null),
                new SharedHosts(List.of(config), folder),
                new GatewayLinks(gateway, broker),
                ModuleSource.CLASSES,
                limit);
        conditions.add(preconditions);
        Facilities facilities = new Facilities(
                residences,
                threads,
                hostLog,
                timer,
                () -> 0.5,
                conditions,
                new PostMortems(folder.resolve("post-mortem"), List.of("WatchdogExpired"), name -> List.of("a line")),
                folder.resolve("states"),
                changes::add);
        module = new ManagedModule(config, broker.add("valve"), facilities);
    }

    static ModuleConfig config(Class<? extends Module> type, RestartSettings restart, List<Condition> preconditions) {
        return new ModuleConfig(
                "valve",
                type.getName(),
                null,
                new ActivationConfig.InProcess(),
                null,
                "{}",
                new LifecycleSettings(
                        StartMode.ACTIVATED, false, null, List.of(), preconditions, restart, Duration.ofMillis(200)));
    }

    static RestartSettings restart(RestartPolicy policy) {
        return new RestartSettings(policy, Duration.ofSeconds(1), Duration.ofSeconds(4), 4, Duration.ofMinutes(1));
    }

    ModuleState state() {
        return module.status().state();
    }

    void awaitState(ModuleState state) {
        await().atMost(PATIENCE).until(() -> state() == state);
    }

    /** Asks, and waits until it is done. {@return what was said against it; null if it was done} */
    ControlError ask(Request request) {
        return outcome(module.ask(request, PATIENCE));
    }

    static ControlError outcome(CompletableFuture<Void> asked) {
        try {
            asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                return refused.error();
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        module.stop();
        threads.shutdownNow();
        watch.shutdownNow();
        endpoints.close();
        hostLog.close();
    }
}
