package dev.bulkhead.gateway.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.change.Plan;
import dev.bulkhead.gateway.change.Planner;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.store.DeadLetterOffice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Steers the modules of this gateway. */
final class ModulesController implements Controller {
    /** How long a module may take to come up after a change that was not made by a file. */
    private static final Duration ACTIVATED_WITHIN = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Modules modules;
    private final RunningConfig running;
    private final Turns turns;

    ModulesController(Modules modules, Turns turns, RunningConfig running) {
        this.running = running;
        this.modules = modules;
        this.turns = turns;
    }

    @Override
    public CompletableFuture<Void> activate(String module) {
        return ask(module, Request.ACTIVATE, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Void> deactivate(String module) {
        return ask(module, Request.DEACTIVATE, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Void> unavailable(String module) {
        return ask(module, Request.UNAVAILABLE, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Void> suspend(String module) {
        return ask(module, Request.SUSPEND, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Void> resume(String module) {
        return ask(module, Request.RESUME, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Void> hibernate(String module, Duration limit) {
        return ask(module, Request.HIBERNATE, limit);
    }

    private CompletableFuture<Void> ask(String module, Request request, Duration limit) {
        try {
            return known(module).ask(request, limit);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private ManagedModule known(String module) throws RefusedException {
        ManagedModule known = modules.find(module);
        if (known == null) {
            throw new RefusedException(ControlError.UNKNOWN_KEY, "there is no module \"" + module + "\"");
        }
        return known;
    }

    @Override
    public CompletableFuture<Void> destroy(String module) {
        return changeTo(config -> {
            known(module).requireMay(Request.DESTROY);
            return Variations.without(config, module);
        });
    }

    @Override
    public CompletableFuture<Void> clone(String module, String newName) {
        return changeTo(config -> Variations.withClone(config, module, newName));
    }

    private interface Variation {
        GatewayConfig of(GatewayConfig present) throws RefusedException;
    }

    private CompletableFuture<Void> changeTo(Variation variation) {
        return inTurn(() -> {
            GatewayConfig next = variation.of(modules.config());
            running.check(next);
            new Applying(modules, turns, ACTIVATED_WITHIN, false).apply(next);
        });
    }

    @Override
    public CompletableFuture<Swapped> swap(String module, String packageId, Canary canary) {
        return swapFor(module, present -> NextEdition.of(running, modules.config(), present, packageId), canary);
    }

    /** Chooses what a module is swapped for. */
    interface Choice {
        NextEdition of(ModuleConfig present) throws RefusedException;
    }

    CompletableFuture<Swapped> swapFor(String module, Choice choice, Canary canary) {
        AtomicReference<Swapped> swapped = new AtomicReference<>();
        return inTurn(() -> {
                    ManagedModule known = known(module);
                    NextEdition next = choice.of(known.config());
                    Past unused = known.held().reserve();
                    try {
                        swapped.set(known.swap(next.config(), canary));
                        modules.replace(next.config());
                        running.changed(next.text(), modules.config());
                    } finally {
                        known.release();
                    }
                })
                .thenApply(done -> Objects.requireNonNull(swapped.get(), "it is there when it is done"));
    }

    private CompletableFuture<Void> inTurn(Turns.Work work) {
        return modules.inBackground(() -> turns.inTurn(work));
    }

    @Override
    public Plan plan(Path file) throws RefusedException {
        return Planner.plan(modules.config(), running.read(file).config());
    }

    @Override
    public CompletableFuture<Void> apply(Path file, Duration within) {
        return inTurn(() -> {
            RunningConfig.Written next = running.read(file);
            new Applying(modules, turns, within, true).apply(next.config());
            running.applied(file, next);
        });
    }

    @Override
    public String configuration(String module) throws RefusedException {
        return known(module).config().argsJson();
    }

    @Override
    public void configure(String module, String argsJson) throws RefusedException {
        String args = normal(module, argsJson);
        turns.atOnce(() -> {
            ModuleConfig next = known(module).config().withArgs(args);
            known(module).configure(next);
            modules.replace(next);
        });
    }

    /** {@return an object as a configuration has it that was read from a file} */
    private static String normal(String module, String argsJson) throws RefusedException {
        try {
            JsonNode args = JSON.readTree(argsJson);
            if (args.isObject()) {
                return args.toString();
            }
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    ControlError.BAD_REQUEST, module + ": the arguments are no JSON: " + e.getOriginalMessage());
        }
        throw new RefusedException(ControlError.BAD_REQUEST, module + ": the arguments must be a JSON object");
    }

    @Override
    public Path persist() throws RefusedException {
        turns.atOnce(() -> running.persist(modules.config()));
        return running.file();
    }

    @Override
    public Map<String, Boolean> conditions() {
        return modules.conditions().view();
    }

    @Override
    public DeadLetterOffice deadLetters() {
        return modules.deadLetters();
    }

    @Override
    public AutoCloseable listen(Consumer<StateChange> listener) {
        return modules.changes().add(listener, modules::present);
    }
}
