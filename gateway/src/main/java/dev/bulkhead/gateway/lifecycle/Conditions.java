package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.Condition;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Finds out which of the conditions hold that modules wait for, and lets somebody know when that changes. Those about modules
 * are told; at those about the machine somebody has to look. Thread-safe.
 */
final class Conditions {
    private static final long LOOK_MILLIS = 1000;

    private final ConditionBoard board = new ConditionBoard();
    private final Runnable changed;

    /**
     * Begins with none.
     *
     * @param changed is called, on any thread, when a condition has come to hold, or has ceased to
     */
    Conditions(Runnable changed) {
        this.changed = changed;
    }

    ConditionBoard board() {
        return board;
    }

    /** Knows of the conditions of these modules from now on, and of no others. Looks at those about the machine. */
    void expect(Collection<ModuleConfig> modules) {
        List<Condition> wanted = modules.stream()
                .flatMap(module -> module.lifecycle().preconditions().stream())
                .distinct()
                .toList();
        board.add(wanted);
        board.retain(wanted);
        boolean unused = look();
    }

    /** Begins to look again and again, at the end of every second, on threads of an executor's. */
    void lookWith(ScheduledExecutorService executor) {
        var unused = executor.scheduleWithFixedDelay(
                () -> {
                    if (look()) {
                        changed.run();
                    }
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private boolean look() {
        boolean news = false;
        for (Condition condition : board.all()) {
            if (ConditionProbe.isAboutTheMachine(condition)) {
                news |= board.set(condition, ConditionProbe.holds(condition));
            }
        }
        return news;
    }

    /** Hears that a module is activated, or is not. */
    void activated(String module, boolean is) {
        if (board.set(new Condition.Activated("module:" + module, module), is)) {
            changed.run();
        }
    }

    /** Hears what a module says of its conditions; what it does not speak of does not hold. */
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
