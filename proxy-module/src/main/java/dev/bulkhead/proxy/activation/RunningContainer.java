package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container that was started: the engine's command, which is a child process and ends with it, and the first process in it. When
 * the engine does not answer any more, the container is ended by that process.
 */
final class RunningContainer {
    private static final Logger LOG = LoggerFactory.getLogger(RunningContainer.class);
    /** Since it ends once its container has, all that is left to do is to hand on the last output. */
    private static final Duration CLIENT_ENDS = Duration.ofSeconds(5);

    private final ContainerEngine engine;
    private final String name;
    private final ChildProcess client;
    private final long memoryBytes;
    private volatile @Nullable ProcessHandle process;
    private volatile boolean ending;

    RunningContainer(ContainerEngine engine, String name, ChildProcess client, long memoryBytes) {
        this.engine = engine;
        this.name = name;
        this.client = client;
        this.memoryBytes = memoryBytes;
    }

    /** Asks the engine for the first process in the container. */
    void findProcess() {
        try {
            engine.state(name)
                    .filter(state -> state.pid() > 0)
                    .flatMap(state -> ProcessHandle.of(state.pid()))
                    .ifPresent(found -> process = found);
        } catch (IOException e) {
            LOG.warn("the process of {} is not known: {}", name, e.getMessage());
        }
    }

    OptionalLong pid() {
        ProcessHandle found = process;
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.pid());
    }

    String diagnose() {
        return client.isAlive()
                ? "its container " + name + " runs, or is about to"
                : remedied(client.end()).text();
    }

    /** {@return how the container ended, with what the engine knows of it, unless that was asked for here} */
    HostEnd explain(HostEnd end) {
        HostEnd told = remedied(end);
        if (ending) {
            return told;
        }
        try {
            Optional<ContainerEngine.State> state = engine.state(name);
            if (state.isEmpty()) {
                return end.explained(end.outOfMemory(), told.text() + "; its container was removed by somebody else");
            }
            if (state.get().outOfMemory()) {
                return end.explained(
                        true,
                        "the container took more than its " + (memoryBytes >> 20) + " MiB (memory); " + told.text());
            }
            return told;
        } catch (IOException e) {
            return end.explained(end.outOfMemory(), told.text() + "; " + e.getMessage());
        }
    }

    private HostEnd remedied(HostEnd end) {
        return engine.remedy(String.join("\n", client.lastLines()))
                .map(remedy -> end.explained(end.outOfMemory(), end.text() + "; " + remedy))
                .orElse(end);
    }

    void awaitEnd(Duration limit) {
        client.awaitEnd(limit);
    }

    void stop(Duration grace) {
        ending = true;
        if (client.isAlive()) {
            try {
                engine.stop(name, grace);
            } catch (IOException e) {
                LOG.warn("{}; {} is killed", e.getMessage(), name);
            }
        }
        kill();
    }

    void kill() {
        ending = true;
        try {
            engine.remove(name);
        } catch (IOException e) {
            LOG.warn("{}; it is removed at the next start of the gateway", e.getMessage());
            killProcess();
        }
        client.awaitEnd(CLIENT_ENDS);
        client.kill();
    }

    /** With the first process of a container all others of it end. */
    private void killProcess() {
        ProcessHandle found = process;
        if (found != null && found.isAlive()) {
            boolean unused = found.destroyForcibly();
        }
    }
}
