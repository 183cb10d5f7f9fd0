package dev.bulkhead.gateway.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** The start of all modules of a gateway. */
final class Starting {
    private record Coming(Attempt attempt, CompletableFuture<Boolean> created) {}

    private final Modules modules;
    private final Turns turns;
    /** Many JVMs that start at once make each other late, and their limits would run out together. */
    private final Semaphore starting =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    Starting(Modules modules, Turns turns) {
        this.modules = modules;
        this.turns = turns;
    }

    /**
     * Creates all modules side by side, then starts them, sinks before sources, so that nobody publishes to a module that does
     * not take yet. One that fails stays down, and the others go on. A module whose host others start joins when it comes.
     *
     * @throws RefusedException if the gateway stops
     */
    void start() throws RefusedException {
        Map<String, Coming> coming = new LinkedHashMap<>();
        for (ManagedModule module : modules.all()) {
            Optional<Attempt> attempt = module.activating().beginAsConfigured(Reason.STARTUP);
            if (attempt.isPresent() && module.waitsForOthers()) {
                CompletableFuture<Void> unused = attempt.get().bringUp();
            } else if (attempt.isPresent()) {
                coming.put(module.name(), new Coming(attempt.get(), create(module, attempt.get())));
            }
        }
        coming.values().forEach(module -> turns.await(module.created()));
        for (Set<String> step : modules.sinksFirst(modules.config())) {
            turns.requireRunning();
            turns.await(CompletableFuture.allOf(step.stream()
                    .map(coming::get)
                    .filter(module -> module != null && module.created().join())
                    .map(module -> module.attempt().start())
                    .toArray(CompletableFuture[]::new)));
        }
    }

    private CompletableFuture<Boolean> create(ManagedModule module, Attempt attempt) {
        if (!module.startsAProcess()) {
            return attempt.create();
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    starting.acquireUninterruptibly();
                    try {
                        return attempt.create().join();
                    } finally {
                        starting.release();
                    }
                },
                modules.threads());
    }
}
