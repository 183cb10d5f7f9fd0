package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** All the modules of a gateway, the broker between them, and their common start and stop. */
public final class Modules implements AutoCloseable, Controller {
    private final GatewayConfig config;
    private final GatewayLinks links;
    private final Endpoints endpoints;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon("host-watch"));
    private final ExecutorService executor = Executors.newCachedThreadPool(daemon("lifecycle"));
    private final Semaphore starting =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final HostLog hostLog = new HostLog();
    private volatile boolean stopping;
    private final Map<String, ManagedModule> modules = new LinkedHashMap<>();

    /**
     * Puts the modules and links of a configuration in their places; nothing runs yet.
     *
     * @param java the java command for forked hosts
     * @param hostJar Bulkhead's module host
     * @param hostOptions a file with options for this java command and host; null if there is none
     * @param launcher the command that starts Bulkhead, to tell people how to start a host
     * @param keys the gateway's, for hosts on other machines; null if no module needs them
     */
    public Modules(
            GatewayConfig config,
            Path java,
            Path hostJar,
            @Nullable Path hostOptions,
            String launcher,
            @Nullable CurveKeys keys) {
        this.config = config;
        int maxMessage = config.gateway().maxMessage();
        Broker broker = new Broker(maxMessage);
        links = new GatewayLinks(config, broker);
        endpoints = new Endpoints(maxMessage);
        Path hostFiles = config.gateway().data().resolve("hosts");
        Residences residences = new Residences(
                new HostEnvironment(
                        endpoints, timer, hostFiles, java, hostJar, hostOptions, launcher, maxMessage, keys),
                new SharedHosts(config.modules(), hostFiles),
                links);
        for (ModuleConfig module : config.modules()) {
            modules.put(
                    module.name(), new ManagedModule(module, broker.add(module.name()), residences, executor, hostLog));
        }
        links.connect();
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Creates all modules side by side, then starts them, sinks before sources, so that nobody publishes to a module that does
     * not take yet. One that fails stays down, and the others go on. A module whose host others start joins when it comes.
     */
    public void start() {
        Map<String, CompletableFuture<Boolean>> created = new LinkedHashMap<>();
        for (ManagedModule module : modules.values()) {
            if (module.waitsForOthers()) {
                executor.execute(() -> module.activateAsHostsCome(Reason.STARTUP));
            } else {
                created.put(module.name(), CompletableFuture.supplyAsync(() -> createInTurn(module), executor));
            }
        }
        created.values().forEach(CompletableFuture::join);
        for (Set<String> step : sinksFirst()) {
            if (stopping) {
                return;
            }
            sideBySide(step, name -> {
                CompletableFuture<Boolean> done = created.get(name);
                if (done != null && done.join()) {
                    module(name).start();
                }
            });
        }
    }

    /** Many JVMs that start at once make each other late, and their limits would run out together. */
    private boolean createInTurn(ManagedModule module) {
        if (!module.startsAProcess()) {
            return module.create(Reason.STARTUP);
        }
        starting.acquireUninterruptibly();
        try {
            return module.create(Reason.STARTUP);
        } finally {
            starting.release();
        }
    }

    private void sideBySide(Set<String> names, Consumer<String> work) {
        CompletableFuture.allOf(names.stream()
                        .map(name -> CompletableFuture.runAsync(() -> work.accept(name), executor))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private ManagedModule module(String name) {
        ManagedModule module = modules.get(name);
        if (module == null) {
            throw new IllegalArgumentException("there is no module \"" + name + "\"");
        }
        return module;
    }

    private List<Set<String>> sourcesFirst() {
        return StartOrder.sourcesFirst(modules.keySet(), config.links());
    }

    private List<Set<String>> sinksFirst() {
        List<Set<String>> steps = new ArrayList<>(sourcesFirst());
        Collections.reverse(steps);
        return steps;
    }

    /** Stops all modules, sources before sinks, so that each processes what the ones before it still had to say. */
    public void stop() {
        stopping = true;
        modules.values().forEach(ManagedModule::beginShutdown);
        for (Set<String> step : sourcesFirst()) {
            sideBySide(step, name -> module(name).stop());
        }
    }

    /** {@return the modules, in the order of the configuration} */
    public List<ModuleStatus> status() {
        return modules.values().stream().map(ManagedModule::status).toList();
    }

    /** {@return the links with their counts} */
    public List<LinkStatus> links() {
        return links.status();
    }

    private static CompletableFuture<Void> notYet() {
        return CompletableFuture.failedFuture(new RefusedException(ControlError.NOT_SUPPORTED, "Not in this version."));
    }

    @Override
    public CompletableFuture<Void> activate(String module) {
        return notYet();
    }

    @Override
    public CompletableFuture<Void> deactivate(String module) {
        return notYet();
    }

    @Override
    public CompletableFuture<Void> unavailable(String module) {
        return notYet();
    }

    @Override
    public CompletableFuture<Void> suspend(String module) {
        return notYet();
    }

    @Override
    public CompletableFuture<Void> resume(String module) {
        return notYet();
    }

    @Override
    public CompletableFuture<Void> hibernate(String module, Duration limit) {
        return notYet();
    }

    @Override
    public CompletableFuture<Void> destroy(String module) {
        return notYet();
    }

    @Override
    public CompletableFuture<Void> clone(String module, String newName) {
        return notYet();
    }

    @Override
    public String configuration(String module) throws RefusedException {
        return config.modules().stream()
                .filter(known -> known.name().equals(module))
                .findFirst()
                .orElseThrow(
                        () -> new RefusedException(ControlError.UNKNOWN_KEY, "There is no module \"" + module + "\"."))
                .argsJson();
    }

    @Override
    public void configure(String module, String argsJson) throws RefusedException {
        throw new RefusedException(ControlError.NOT_SUPPORTED, "Not in this version.");
    }

    @Override
    public Path persist() throws RefusedException {
        throw new RefusedException(ControlError.NOT_SUPPORTED, "Not in this version.");
    }

    @Override
    public Map<String, Boolean> conditions() {
        return Map.of();
    }

    @Override
    public AutoCloseable listen(Consumer<StateChange> listener) {
        status().forEach(module ->
                listener.accept(new StateChange(module.name(), module.state().title(), module.reason())));
        return () -> {};
    }

    /** Lets go of sockets and threads. */
    @Override
    public void close() {
        executor.shutdown();
        awaitEndOfWork();
        timer.shutdownNow();
        endpoints.close();
        hostLog.close();
    }

    /** What follows from the loss of a host uses sockets, and they belong to their threads. */
    private void awaitEndOfWork() {
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                LoggerFactory.getLogger(Modules.class)
                        .warn("something still waits for a module that does not come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
