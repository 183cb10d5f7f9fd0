package dev.bulkhead.gateway.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Steers the modules of this gateway. */
final class ModulesController implements Controller {
    private final Modules modules;

    ModulesController(Modules modules) {
        this.modules = modules;
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
        return ask(module, Request.DESTROY, Duration.ZERO);
    }

    @Override
    public CompletableFuture<Void> clone(String module, String newName) {
        return CompletableFuture.failedFuture(new RefusedException(ControlError.NOT_SUPPORTED, "not yet"));
    }

    @Override
    public String configuration(String module) throws RefusedException {
        return known(module).config().argsJson();
    }

    @Override
    public void configure(String module, String argsJson) throws RefusedException {
        known(module).configure(known(module).config().withArgs(argsJson));
    }

    @Override
    public Path persist() throws RefusedException {
        throw new RefusedException(ControlError.NOT_SUPPORTED, "not yet");
    }

    @Override
    public Map<String, Boolean> conditions() {
        return modules.conditions().view();
    }

    @Override
    public AutoCloseable listen(Consumer<StateChange> listener) {
        return modules.changes().add(listener, modules::present);
    }
}
