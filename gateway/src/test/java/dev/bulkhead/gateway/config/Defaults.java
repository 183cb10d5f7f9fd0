package dev.bulkhead.gateway.config;

import java.time.Duration;
import java.util.List;

/** What a configuration says where nothing is written. */
public final class Defaults {
    public static final List<String> POST_MORTEM = List.of("Failure", "MemoryExceeded", "WatchdogExpired");
    public static final LifecycleSettings LIFECYCLE = new LifecycleSettings(
            StartMode.ACTIVATED,
            false,
            null,
            List.of(),
            List.of(),
            new RestartSettings(
                    RestartPolicy.NEVER, Duration.ofSeconds(1), Duration.ofMinutes(1), 5, Duration.ofMinutes(10)),
            null);

    private Defaults() {}
}
