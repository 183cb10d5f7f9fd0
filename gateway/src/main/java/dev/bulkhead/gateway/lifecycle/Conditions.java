package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.Condition;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds out which of the conditions hold that modules wait for, and lets somebody know when that changes. Those about modules
 * are told; at those about the machine somebody has to look. Thread-safe.
 */
final class Conditions {
    private static final long LOOK_MILLIS = 1000;
    /** Whoever begins to wait for something that is not known after this hears of it later. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

    private final ConditionBoard board = new ConditionBoard();
    private final Executor threads;
    private final Consumer<Runnable> inTurn;
    private final Predicate<Condition> saysAModule;
    private final Runnable changed;
    /** The looks that are under way: each takes as long as it takes, and holds up no other. Guarded by itself. */
    private final Map<Condition, CompletableFuture<Void>> looking = new HashMap<>();

    /**
     * Begins with none.
     *
     * @param threads lends threads for looking
     * @param inTurn does something soon, between the changes of modules that it tells of, in their order
     * @param saysAModule tells of a condition about a module whether it holds now
     * @param changed is called, on any thread, when a condition has come to hold, or has ceased to
     */
    Conditions(Executor threads, Consumer<Runnable> inTurn, Predicate<Condition> saysAModule, Runnable changed) {
        this.threads = threads;
        this.inTurn = inTurn;
        this.saysAModule = saysAModule;
        this.changed = changed;
    }

    ConditionBoard board() {
        return board;
    }

    /**
     * Knows of the conditions of these modules from now on, and of no others. Returns when it is known which of the new ones hold, and
     * after some seconds at the latest.
     */
    void expect(Collection<ModuleConfig> modules) {
        List<Condition> wanted = modules.stream()
                .flatMap(module -> module.lifecycle().preconditions().stream())
                .distinct()
                .toList();
        List<Condition> fresh = board.add(wanted);
        board.retain(wanted);
        CompletableFuture<Void> known =
                CompletableFuture.allOf(fresh.stream().map(this::find).toArray(CompletableFuture[]::new));
        CompletableFuture<Void> unused = known.completeOnTimeout(null, FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        known.join();
    }

    private CompletableFuture<Void> find(Condition condition) {
        if (ConditionProbe.isAboutTheMachine(condition)) {
            return look(condition);
        }
        CompletableFuture<Void> known = new CompletableFuture<>();
        inTurn.accept(() -> {
            set(condition, saysAModule.test(condition));
            known.complete(null);
        });
        return known;
    }

    /**
     * Begins to look again and again, every second.
     *
     * @param timer is not kept waiting
     */
    void lookWith(ScheduledExecutorService timer) {
        var unused = timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (Condition condition : board.all()) {
            if (ConditionProbe.isAboutTheMachine(condition)) {
                CompletableFuture<Void> unused = look(condition);
            }
        }
    }

    private CompletableFuture<Void> look(Condition condition) {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        synchronized (looking) {
            CompletableFuture<Void> present = looking.putIfAbsent(condition, looked);
            if (present != null) {
                return present;
            }
        }
        threads.execute(() -> {
            try {
                set(condition, ConditionProbe.holds(condition));
            } finally {
                synchronized (looking) {
                    looking.remove(condition);
                }
                looked.complete(null);
            }
        });
        return looked;
    }

    private void set(Condition condition, boolean holds) {
        if (board.set(condition, holds)) {
            changed.run();
        }
    }

    /** Hears that a module is activated, or is not; in turn. */
    void activated(String module, boolean is) {
        set(new Condition.Activated("module:" + module, module), is);
    }

    /** Hears what a module says of its conditions; what it does not speak of does not hold. In turn. */
    void said(String module, Map<String, Boolean> holding) {
        boolean news = false;
        for (Condition condition : board.all()) {
            if (condition instanceof Condition.Set set && set.module().equals(module)) {
                news |= board.set(condition, holding.getOrDefault(set.name(), false));
            }
        }
        if (news) {
            changed.run();
        }
    }

    /** {@return which hold, by the words of {@code gateway.json}} */
    Map<String, Boolean> view() {
        return board.view();
    }
}
