package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.Endpoints;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What the proxies of a gateway share.
 *
 * @param endpoints makes their sockets
 * @param timer for heartbeats and deadlines
 * @param folder where the hosts' configuration files are written
 * @param java the java command for forked hosts, unless a module names another
 * @param hostJar Bulkhead's module host
 * @param hostOptions a file with options for this java command and host; null if there is none
 * @param launcher the command that starts Bulkhead, to tell people how to start a host
 * @param maxMessage the largest message, in bytes of its frame
 * @param keys the gateway's, for hosts on other machines; null if no module needs them
 */
record HostEnvironment(
        Endpoints endpoints,
        ScheduledExecutorService timer,
        Path folder,
        Path java,
        Path hostJar,
        @Nullable Path hostOptions,
        String launcher,
        int maxMessage,
        @Nullable CurveKeys keys) {}
