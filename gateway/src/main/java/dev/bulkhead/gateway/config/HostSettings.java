package dev.bulkhead.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to deal with a host.
 *
 * @param listen the URL that the gateway listens on for it
 * @param remote the URL that the host listens on; null if it chooses
 * @param heartbeat the time between two of its heartbeats
 * @param heartbeatLimit after how much silence it counts as gone
 * @param startTimeout how long it may take to say hello and create the module; null for as long as it takes
 * @param grace how long the module's destroy may take, and the host's end after SIGTERM
 */
public record HostSettings(
        String listen,
        @Nullable String remote,
        Duration heartbeat,
        Duration heartbeatLimit,
        @Nullable Duration startTimeout,
        Duration grace) {}
