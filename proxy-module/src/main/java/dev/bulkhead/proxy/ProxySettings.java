package dev.bulkhead.proxy;

import dev.bulkhead.wire.zmq.Security;
import java.time.Duration;
import java.util.Optional;

/**
 * How a proxy deals with its host.
 *
 * @param listen the URL to listen on; a port of {@code *} takes a free one
 * @param remote where the host listens, if that is known better here than in its hello
 * @param argsJson the module's arguments
 * @param maxMessage the largest message, in bytes of its frame
 * @param heartbeat the time between two heartbeats
 * @param heartbeatLimit after how much silence the host counts as gone
 * @param startTimeout how long the host may take to say hello, and the module to be created; empty for as long as it takes
 * @param grace how long the module may take to be destroyed, and then the host to end after SIGTERM
 * @param security how the gateway and the host know each other
 */
public record ProxySettings(
        String listen,
        Optional<String> remote,
        String argsJson,
        int maxMessage,
        Duration heartbeat,
        Duration heartbeatLimit,
        Optional<Duration> startTimeout,
        Duration grace,
        Security security) {}
