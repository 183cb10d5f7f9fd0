package dev.bulkhead.gateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a module runs, and what becomes of it when it fails.
 *
 * @param startMode what becomes of it when the gateway starts
 * @param lazy whether it is started by the first message for it
 * @param idleTimeout after how long without anything to do it is stopped until the next message; null for never
 * @param after modules that are started before it, and stopped after it
 * @param preconditions what must hold while it runs
 * @param restart what becomes of it when it has failed
 * @param watchdog for how long it may be at work without a pause; null for any time
 */
public record LifecycleSettings(
        StartMode startMode,
        boolean lazy,
        @Nullable Duration idleTimeout,
        List<String> after,
        List<Condition> preconditions,
        RestartSettings restart,
        @Nullable Duration watchdog) {
    /** Copies the lists. */
    public LifecycleSettings {
        after = List.copyOf(after);
        preconditions = List.copyOf(preconditions);
    }
}
