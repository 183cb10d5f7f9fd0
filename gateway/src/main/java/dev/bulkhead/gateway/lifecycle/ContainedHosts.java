package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.JvmSettings;
import dev.bulkhead.proxy.activation.Activation;
import dev.bulkhead.proxy.activation.ContainerActivation;
import dev.bulkhead.proxy.activation.ContainerImage;
import dev.bulkhead.proxy.activation.ContainerSettings;
import dev.bulkhead.proxy.activation.Containers;
import dev.bulkhead.proxy.activation.HostJvm;
import dev.bulkhead.proxy.activation.HostProgram;
import dev.bulkhead.proxy.activation.ModuleToLoad;
import dev.bulkhead.wire.zmq.Endpoints;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hosts of a gateway that run in containers. */
final class ContainedHosts {
    /** What a container has beside the heap, where nothing else is said: a busy JVM, and as much again for what a module does. */
    private static final long BESIDE_THE_HEAP = 128L << 20;

    private final Path folder;
    private final Endpoints endpoints;
    private final Containers containers;

    /**
     * Begins with none.
     *
     * @param folder where the hosts' files are written
     * @param endpoints makes the gateway's connections to them
     */
    ContainedHosts(Path folder, Endpoints endpoints) {
        this.folder = folder;
        this.endpoints = endpoints;
        containers = new Containers(folder);
    }

    /**
     * {@return what brings a module's host to life}
     *
     * @param program what is the host; null for Bulkhead's own
     * @param listen the URL that the host listens on, with the network of this machine
     * @param heapBytes the most memory that its heap may take
     * @param printed takes what it prints, line by line
     */
    Activation activation(
            ModuleToLoad module,
            @Nullable HostProgram program,
            ActivationConfig.Container container,
            String listen,
            long heapBytes,
            Consumer<String> printed) {
        ContainerSettings settings = new ContainerSettings(
                container.engine(),
                container.image() == null ? ContainerImage.defaultName() : container.image(),
                container.network(),
                container.jarInImage(),
                container.mounts(),
                container.user(),
                container.limits().memoryBytes().orElse(heapBytes + BESIDE_THE_HEAP),
                container.limits().cores(),
                container.pids(),
                container.tmpBytes(),
                container.options(),
                listen,
                program,
                jvm(container.jvm(), heapBytes));
        return new ContainerActivation(module, settings, containers, folder, endpoints.ownConnections(), printed);
    }

    private static HostJvm jvm(JvmSettings jvm, long heapBytes) {
        return new HostJvm(
                Path.of("java"),
                Path.of(ContainerImage.LIB, "module-host.jar"),
                null,
                heapBytes,
                jvm.gcThreads(),
                jvm.options(),
                null);
    }
}
