package dev.bulkhead.proxy.activation;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How to start a host in a container.
 *
 * @param engine the command of docker or podman; null for the one that is there
 * @param image the image; it is never fetched
 * @param network {@code none}, {@code host}, or a network of the engine's
 * @param jarInImage whether the module's jar is in the image, in {@link ContainerImage#MODULES}, and is not mounted
 * @param mounts what the container sees of this machine besides what the host needs
 * @param user {@code UID:GID}; null for the gateway's own, or one of the module's own where that is root
 * @param memoryBytes the most memory that the container may take
 * @param cores how many processor cores it may keep busy; empty for all
 * @param pids the most processes and threads that it may have
 * @param tmpBytes the size of its {@code /tmp}, which is in memory
 * @param options more options for the engine's {@code run}; they come last, and so win
 * @param listen the URL that the host listens on, with the network of this machine
 * @param program what is the host in the container, in place of Bulkhead's own; null for that
 * @param jvm the virtual machine of Bulkhead's own host
 */
public record ContainerSettings(
        @Nullable String engine,
        String image,
        String network,
        boolean jarInImage,
        List<ContainerMount> mounts,
        @Nullable String user,
        long memoryBytes,
        OptionalDouble cores,
        int pids,
        long tmpBytes,
        List<String> options,
        String listen,
        @Nullable HostProgram program,
        HostJvm jvm) {

    public ContainerSettings {
        mounts = List.copyOf(mounts);
        options = List.copyOf(options);
    }

    /** {@return whether host and gateway are on the same network, and need no tunnel} */
    boolean sharesNetwork() {
        return network.equals("host");
    }
}
