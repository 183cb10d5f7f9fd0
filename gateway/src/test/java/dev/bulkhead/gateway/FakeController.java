package dev.bulkhead.gateway;

import dev.bulkhead.broker.Work;
import dev.bulkhead.gateway.change.Kind;
import dev.bulkhead.gateway.change.ModuleChange;
import dev.bulkhead.gateway.change.Plan;
import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.gateway.control.GatewayStatus;
import dev.bulkhead.gateway.lifecycle.Canary;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import dev.bulkhead.gateway.lifecycle.StateChange;
import dev.bulkhead.gateway.lifecycle.Swapped;
import dev.bulkhead.gateway.store.DeadLetterOffice;
import dev.bulkhead.wire.zmq.Refusals;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Modules that are nothing but their states, which change at once, and the events that tell of it. */
public final class FakeController implements Controller {
    private static final class Fake {
        private ModuleState state;
        private Reason reason;
        private StartMode startMode;
        private Boolean resumed;
        private String waitsFor;
        private String error;
        private String args = "{\"every\":\"1s\"}";
    }

    private final FakeDeadLetters deadLetters = new FakeDeadLetters();
    private final Map<String, Fake> modules = new LinkedHashMap<>();
    private final AtomicInteger applied = new AtomicInteger();
    private final List<Consumer<StateChange>> listeners = new ArrayList<>();
    private CompletableFuture<Void> stuck = CompletableFuture.completedFuture(null);

    /** Adds a module. */
    public synchronized void add(String name, ModuleState state, Reason reason) {
        Fake fake = new Fake();
        fake.state = state;
        fake.reason = reason;
        fake.startMode = StartMode.ACTIVATED;
        modules.put(name, fake);
    }

    /** Lets a module be one that can be suspended. */
    public synchronized void canBeSuspended(String name) {
        modules.get(name).resumed = true;
    }

    /** Gives a module another start mode. */
    public synchronized void startMode(String name, StartMode mode) {
        modules.get(name).startMode = mode;
    }

    /** Lets the next activation fail with a text. */
    public synchronized void failNext(String name, String words) {
        modules.get(name).error = words;
    }

    /** Lets the next activation wait for a condition. */
    public synchronized void waitNext(String name, String condition) {
        modules.get(name).waitsFor = condition;
    }

    /** Lets what is asked for take as long as this. */
    public synchronized void take(CompletableFuture<Void> time) {
        stuck = time;
    }

    /** {@return how often a file was to be applied} */
    public int applied() {
        return applied.get();
    }

    /** {@return how many listen} */
    public synchronized int listeners() {
        return listeners.size();
    }

    /** {@return the gateway that has these modules} */
    public synchronized GatewayStatus status() {
        return new GatewayStatus(
                "edge-1",
                "1.2.3",
                ProcessHandle.current().pid(),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                InetSocketAddress.createUnresolved("127.0.0.1", 9998),
                modules.entrySet().stream()
                        .map(module -> status(module.getKey(), module.getValue()))
                        .toList(),
                MadeUpStatus.full().links(),
                MadeUpStatus.full().removed());
    }

    private static ModuleStatus status(String name, Fake fake) {
        return new ModuleStatus(
                name,
                "com.acme.Valve",
                null,
                fake.state,
                fake.reason,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                fake.startMode,
                fake.state == ModuleState.ACTIVATED ? fake.resumed : null,
                fake.state == ModuleState.PRECONDITION ? fake.waitsFor : null,
                fake.state == ModuleState.DEACTIVATED ? fake.error : null,
                fake.resumed == null ? "in-process" : "fork",
                null,
                OptionalLong.empty(),
                true,
                0,
                null,
                null,
                Duration.ZERO,
                new Work(0, 0),
                0,
                0,
                new Refusals.Counts(0, 0));
    }

    /** Moves a module, as a crash or an operator would. */
    public synchronized void move(String name, ModuleState state, Reason reason) {
        Fake fake = modules.get(name);
        fake.state = state;
        fake.reason = reason;
        tell(name, state.title(), reason);
    }

    private void tell(String name, String state, Reason reason) {
        listeners.forEach(listener -> listener.accept(new StateChange(name, state, reason)));
    }

    private interface Step {
        void take(Fake fake) throws RefusedException;
    }

    private synchronized CompletableFuture<Void> step(String module, Step step) {
        try {
            step.take(known(module));
            return stuck;
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Fake known(String module) throws RefusedException {
        Fake fake = modules.get(module);
        if (fake == null) {
            throw new RefusedException(ControlError.UNKNOWN_KEY, "There is no module \"" + module + "\".");
        }
        return fake;
    }

    private static void require(boolean legal, Fake fake) throws RefusedException {
        if (!legal) {
            throw new RefusedException(ControlError.ILLEGAL_STATE, "It is " + fake.state.label() + ".");
        }
    }

    @Override
    public CompletableFuture<Void> activate(String module) {
        return step(module, fake -> {
            if (fake.state == ModuleState.ACTIVATED) {
                return;
            }
            require(fake.state == ModuleState.DEACTIVATED || fake.state == ModuleState.HIBERNATED, fake);
            if (fake.waitsFor != null) {
                move(module, ModuleState.PRECONDITION, Reason.CONDITIONS);
                throw new RefusedException(ControlError.PENDING_CONDITIONS, "It waits for " + fake.waitsFor + ".");
            }
            move(module, ModuleState.ACTIVATION, Reason.REQUESTED);
            if (fake.error != null) {
                move(module, ModuleState.DEACTIVATED, Reason.INITIALIZATION_FAILED);
                throw new RefusedException(ControlError.OPENING_FAILED, fake.error);
            }
            fake.resumed = fake.resumed == null ? null : Boolean.TRUE;
            move(module, ModuleState.ACTIVATED, Reason.REQUESTED);
        });
    }

    @Override
    public CompletableFuture<Void> deactivate(String module) {
        return step(module, fake -> {
            if (fake.state != ModuleState.DEACTIVATED) {
                move(module, ModuleState.DEACTIVATION, Reason.REQUESTED);
                move(module, ModuleState.DEACTIVATED, Reason.REQUESTED);
            }
        });
    }

    @Override
    public CompletableFuture<Void> unavailable(String module) {
        return step(module, fake -> {
            require(fake.state == ModuleState.DEACTIVATED || fake.state == ModuleState.UNAVAILABLE, fake);
            move(module, ModuleState.UNAVAILABLE, Reason.REQUESTED);
        });
    }

    @Override
    public CompletableFuture<Void> suspend(String module) {
        return resumed(module, false);
    }

    @Override
    public CompletableFuture<Void> resume(String module) {
        return resumed(module, true);
    }

    private CompletableFuture<Void> resumed(String module, boolean resumed) {
        return step(module, fake -> {
            if (fake.resumed == null) {
                throw new RefusedException(ControlError.NOT_SUPPORTED, "The module cannot be suspended.");
            }
            if (fake.state != ModuleState.ACTIVATED) {
                throw new RefusedException(ControlError.UNAVAILABLE, "");
            }
            fake.resumed = resumed;
            tell(module, resumed ? "Resumed" : "Suspended", Reason.REQUESTED);
        });
    }

    @Override
    public CompletableFuture<Void> hibernate(String module, Duration limit) {
        return step(module, fake -> {
            if (fake.resumed == null) {
                throw new RefusedException(ControlError.IN_PROCESS, "");
            }
            require(fake.state == ModuleState.ACTIVATED && !fake.resumed, fake);
            move(module, ModuleState.HIBERNATED, Reason.REQUESTED);
        });
    }

    @Override
    public CompletableFuture<Void> destroy(String module) {
        return step(module, fake -> {
            require(fake.state == ModuleState.DEACTIVATED || fake.state == ModuleState.UNAVAILABLE, fake);
            move(module, ModuleState.DESTROYED, Reason.REQUESTED);
            modules.remove(module);
        });
    }

    @Override
    public CompletableFuture<Void> clone(String module, String newName) {
        return step(module, fake -> {
            if (modules.containsKey(newName)) {
                throw new RefusedException(
                        ControlError.DUPLICATE_KEY, "There is a module \"" + newName + "\" already.");
            }
            add(newName, ModuleState.DEACTIVATED, Reason.REQUESTED);
            move(newName, ModuleState.DEACTIVATED, Reason.REQUESTED);
        });
    }

    @Override
    public synchronized String configuration(String module) throws RefusedException {
        return known(module).args;
    }

    @Override
    public synchronized void configure(String module, String argsJson) throws RefusedException {
        Fake fake = known(module);
        require(fake.state == ModuleState.DEACTIVATED, fake);
        fake.args = argsJson;
    }

    @Override
    public Plan plan(Path file) throws RefusedException {
        if (isBad(file)) {
            throw new RefusedException(
                    ControlError.BAD_REQUEST, file + ":3:5 /modules/0: the key \"name\" is missing: a name");
        }
        return new Plan(
                List.of(new ModuleChange(Kind.CHANGED, "valve", "fork", List.of("args.every"), true)),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public CompletableFuture<Void> apply(Path file, Duration within) {
        applied.incrementAndGet();
        return isBad(file)
                ? CompletableFuture.failedFuture(new RefusedException(
                        ControlError.OPENING_FAILED, "valve: it is stuck; all is as it was before"))
                : CompletableFuture.completedFuture(null);
    }

    private static boolean isBad(Path file) {
        return file.getFileName() == null || file.getFileName().toString().startsWith("bad");
    }

    @Override
    public Path persist() {
        return Path.of("gateway.json");
    }

    @Override
    public Map<String, Boolean> conditions() {
        Map<String, Boolean> conditions = new LinkedHashMap<>();
        conditions.put("module:log", true);
        conditions.put("network", false);
        return conditions;
    }

    @Override
    public synchronized AutoCloseable listen(Consumer<StateChange> listener) {
        modules.forEach((name, fake) -> listener.accept(new StateChange(name, fake.state.title(), fake.reason)));
        listeners.add(listener);
        return () -> leave(listener);
    }

    private synchronized void leave(Consumer<StateChange> listener) {
        listeners.remove(listener);
    }

    @Override
    public DeadLetterOffice deadLetters() {
        return deadLetters;
    }

    /** Takes any package. */
    @Override
    public synchronized CompletableFuture<Swapped> swap(String module, String packageId, Canary canary) {
        if (!modules.containsKey(module)) {
            return CompletableFuture.failedFuture(
                    new RefusedException(ControlError.UNKNOWN_KEY, "there is no module \"" + module + "\""));
        }
        return CompletableFuture.completedFuture(new Swapped(Duration.ofMillis(7), true));
    }
}
