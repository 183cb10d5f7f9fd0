package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.broker.Member;
import dev.bulkhead.gateway.change.Kind;
import dev.bulkhead.gateway.change.Plan;
import dev.bulkhead.gateway.config.Condition;
import dev.bulkhead.gateway.config.ConfigSource;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.store.DeadLetterDesk;
import dev.bulkhead.gateway.store.DeadLetterOffice;
import dev.bulkhead.gateway.store.DurableStore;
import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** All the modules of a gateway, the broker between them, and their common start and stop. */
public final class Modules implements AutoCloseable {
    private static final long WATCHDOG_LOOKS_MILLIS = 250;

    private volatile GatewayConfig config;
    private final SharedHosts sharedHosts;
    private final Broker broker;
    private final DeadLetterOffice deadLetters;
    private final GatewayLinks links;
    private final Facilities facilities;
    private final Endpoints endpoints;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon("host-watch"));
    /** Looks at what may keep it waiting. */
    private final ExecutorService looks = Executors.newCachedThreadPool(daemon("conditions"));

    private final ExecutorService executor = Executors.newCachedThreadPool(daemon("lifecycle"));
    private final HostLog hostLog = new HostLog();
    private final Changes changes = new Changes();
    private final Conditions conditions =
            new Conditions(looks, changes::inTurn, this::saysAModule, this::conditionsChanged);
    private final Turns turns = new Turns();
    private final Controller controller;
    private final Map<String, ManagedModule> modules = Collections.synchronizedMap(new LinkedHashMap<>());

    /**
     * Puts the modules and links of a configuration in their places; nothing runs yet.
     *
     * @param store keeps the messages of durable links; closed by the caller, after this
     * @param java the java command for forked hosts
     * @param hostJar Bulkhead's module host
     * @param hostOptions a file with options for this java command and host; null if there is none
     * @param launcher the command that starts Bulkhead, to tell people how to start a host
     * @param keys the gateway's, for hosts on other machines; null if no module needs them
     * @param source reads other configurations
     * @param moduleSource makes the modules that live in this process
     * @param logOf knows what a module logged last, line by line
     * @throws IOException if the configuration's file cannot be read any more
     */
    public Modules(
            GatewayConfig config,
            DurableStore store,
            Path java,
            Path hostJar,
            @Nullable Path hostOptions,
            String launcher,
            @Nullable CurveKeys keys,
            ConfigSource source,
            ModuleSource moduleSource,
            Function<String, List<String>> logOf)
            throws IOException {
        this.config = config;
        controller = new ModulesController(this, turns, new RunningConfig(config, source));
        int maxMessage = config.gateway().maxMessage();
        broker = new Broker(maxMessage, store);
        deadLetters = new DeadLetterDesk(store, broker);
        links = new GatewayLinks(config, broker);
        endpoints = new Endpoints(maxMessage);
        Path data = config.gateway().data();
        Path hostFiles = data.resolve("hosts");
        sharedHosts = new SharedHosts(config.modules(), hostFiles);
        Residences residences = new Residences(
                new HostEnvironment(
                        endpoints, timer, hostFiles, java, hostJar, hostOptions, launcher, maxMessage, keys),
                sharedHosts,
                links,
                moduleSource);
        facilities = new Facilities(
                residences,
                executor,
                hostLog,
                new ScheduledTimer(timer),
                () -> ThreadLocalRandom.current().nextDouble(),
                conditions.board(),
                new PostMortems(data.resolve("post-mortem"), config.gateway().postMortem(), logOf),
                data.resolve("states"),
                this::changed);
        for (ModuleConfig module : config.modules()) {
            ManagedModule unused = add(module);
        }
        conditions.expect(config.modules());
        links.connect();
    }

    private ManagedModule add(ModuleConfig module) {
        Member member = broker.add(module.name());
        member.onConditions(() -> changes.inTurn(() -> conditions.said(module.name(), member.conditions())));
        ManagedModule added = new ManagedModule(module, member, facilities);
        modules.put(module.name(), added);
        return added;
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    List<ManagedModule> all() {
        synchronized (modules) {
            return List.copyOf(modules.values());
        }
    }

    private void changed(StateChange change) {
        changes.tell(change);
        // Not on this thread, which has a module's lock.
        changes.inTurn(() -> conditions.activated(change.module(), change.isActivated()));
    }

    private boolean saysAModule(Condition condition) {
        if (condition instanceof Condition.Set set) {
            ManagedModule module = find(set.module());
            return module != null && module.said().getOrDefault(set.name(), false);
        }
        ManagedModule module = condition instanceof Condition.Activated activated ? find(activated.module()) : null;
        return module != null && module.isActivated();
    }

    /** Does something that takes long. {@return ends when it is done; fails when it was refused} */
    CompletableFuture<Void> inBackground(Turns.Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable inThread = () -> {
            try {
                work.run();
                done.complete(null);
            } catch (RefusedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        };
        try {
            executor.execute(inThread);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new RefusedException(ControlError.ILLEGAL_STATE, Turns.STOPS));
        }
        return done;
    }

    private void conditionsChanged() {
        all().forEach(ManagedModule::conditionsChanged);
    }

    /**
     * Starts the modules, as they are configured. Returns when each runs or has failed, but for those whose host others start, or when
     * the gateway stops.
     */
    public void start() {
        try {
            turns.inTurn(new Starting(this, turns)::start);
        } catch (RefusedException e) {
            LoggerFactory.getLogger(Modules.class).debug("stopped while it started", e);
            return;
        }
        conditions.lookWith(timer);
        var unused = timer.scheduleWithFixedDelay(
                () -> all().forEach(ManagedModule::look),
                WATCHDOG_LOOKS_MILLIS,
                WATCHDOG_LOOKS_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    Executor threads() {
        return executor;
    }

    void sideBySide(Set<String> names, Consumer<String> work) {
        CompletableFuture.allOf(names.stream()
                        .map(name -> CompletableFuture.runAsync(() -> work.accept(name), executor))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    ManagedModule known(String name) {
        ManagedModule module = modules.get(name);
        if (module == null) {
            throw new IllegalArgumentException("there is no module \"" + name + "\"");
        }
        return module;
    }

    /** {@return the modules of a configuration in the order in which they are stopped} */
    List<Set<String>> sourcesFirst(GatewayConfig of) {
        return StartOrder.sourcesFirst(of.modules(), of.links());
    }

    /** {@return the modules of a configuration in the order in which they are started} */
    List<Set<String>> sinksFirst(GatewayConfig of) {
        List<Set<String>> steps = new ArrayList<>(sourcesFirst(of));
        Collections.reverse(steps);
        return steps;
    }

    /** {@return the configuration that is in force, or that somebody who has a turn is taking on} */
    GatewayConfig config() {
        return config;
    }

    /** Notes that a module is configured otherwise. */
    synchronized void replace(ModuleConfig module) {
        config = new GatewayConfig(
                config.file(),
                config.gateway(),
                config.modules().stream()
                        .map(old -> old.name().equals(module.name()) ? module : old)
                        .toList(),
                config.links());
    }

    /**
     * Takes on the modules and links of another configuration. Those that go, and those that restart, are down.
     *
     * @param drain for how long what waits in links that go is still delivered
     */
    void become(GatewayConfig next, Plan plan, Duration drain) {
        conditions.expect(next.modules());
        sharedHosts.become(next.modules(), plan.goingDown());
        Set<String> added = plan.names(Kind.ADDED);
        for (ModuleConfig module : next.modules()) {
            if (added.contains(module.name())) {
                Past unused = add(module).held().reserve();
            }
        }
        var unused = links.change(next, drain);
        all().forEach(ManagedModule::linksChanged);
        for (String gone : plan.names(Kind.REMOVED)) {
            ManagedModule module = modules.remove(gone);
            if (module != null) {
                module.held().remove();
                CompletableFuture<Void> unusedEnd = broker.remove(gone, drain);
            }
        }
        config = next;
    }

    /** Forgets the states on disk of modules that are no more. */
    void forgetGone(Set<String> names) {
        names.forEach(name -> new SavedState(facilities.states(), name).forget());
    }

    /** Stops all modules, sources before sinks, so that each processes what the ones before it still had to say. */
    public void stop() {
        turns.stop();
        all().forEach(ManagedModule::beginShutdown);
        turns.last(() -> {
            // Others may have come until now.
            all().forEach(ManagedModule::beginShutdown);
            for (Set<String> step : sourcesFirst(config)) {
                sideBySide(step, name -> known(name).stop());
            }
        });
    }

    /** {@return the modules, in the order of the configuration} */
    public List<ModuleStatus> status() {
        return config.modules().stream()
                .map(module -> find(module.name()))
                .filter(Objects::nonNull)
                .map(ManagedModule::status)
                .toList();
    }

    /** {@return the links with their counts} */
    public List<LinkStatus> links() {
        return links.status();
    }

    /** {@return the counts of links that are gone, together} */
    public LedgerSnapshot removedLinks() {
        return links.removed();
    }

    /** {@return steers them while they run} */
    public Controller controller() {
        return controller;
    }

    /** {@return a module; null if there is none of this name} */
    @Nullable
    ManagedModule find(String name) {
        return modules.get(name);
    }

    Conditions conditions() {
        return conditions;
    }

    DeadLetterOffice deadLetters() {
        return deadLetters;
    }

    Changes changes() {
        return changes;
    }

    /** {@return what each module has come to} */
    List<StateChange> present() {
        return all().stream().map(ManagedModule::present).toList();
    }

    /** Lets go of sockets and threads. */
    @Override
    public void close() {
        executor.shutdown();
        awaitEndOfWork();
        timer.shutdownNow();
        looks.shutdownNow();
        broker.close();
        endpoints.close();
        hostLog.close();
        changes.close();
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
