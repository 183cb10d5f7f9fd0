package dev.bulkhead.gateway.config;

import dev.bulkhead.proxy.activation.ContainerMount;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a module runs. */
public sealed interface ActivationConfig {

    /** In the gateway's process. */
    record InProcess() implements ActivationConfig {}

    /**
     * In a child process of the gateway.
     *
     * @param host how to deal with the host
     * @param hostPath an executable that is the host; null for Bulkhead's own
     * @param configPath the host's configuration file; null for a generated one
     * @param jvm its virtual machine, where it is Bulkhead's own
     * @param limits what its processes may take
     * @param process who it is, and what it finds around it
     */
    record Fork(
            HostSettings host,
            @Nullable Path hostPath,
            @Nullable Path configPath,
            JvmSettings jvm,
            LimitSettings limits,
            ProcessSettings process)
            implements ActivationConfig {}

    /**
     * In a container of docker or podman.
     *
     * @param host how to deal with the host
     * @param engine the engine's command; null for the one that is there
     * @param image the image; null for the one that Bulkhead makes
     * @param network {@code none}, {@code host}, or a network of the engine's
     * @param jarInImage whether the module's jar is in the image, and need not be mounted
     * @param mounts what it sees of this machine
     * @param user {@code UID} or {@code UID:GID}; null for the gateway's own, or one of the module's own where that is root
     * @param pids the most processes and threads in it
     * @param tmpBytes the size of its {@code /tmp}
     * @param options more options for the engine's {@code run}
     * @param hostPath an executable in the image that is the host; null for Bulkhead's own
     * @param jvm its virtual machine, where it is Bulkhead's own; java and debug are null
     * @param limits what it may take; memory is empty for what its heap needs
     */
    record Container(
            HostSettings host,
            @Nullable String engine,
            @Nullable String image,
            String network,
            boolean jarInImage,
            List<ContainerMount> mounts,
            @Nullable String user,
            int pids,
            long tmpBytes,
            List<String> options,
            @Nullable String hostPath,
            JvmSettings jvm,
            LimitSettings limits)
            implements ActivationConfig {

        public Container {
            mounts = List.copyOf(mounts);
            options = List.copyOf(options);
        }
    }

    /**
     * In a unit of systemd that is made for it.
     *
     * @param host how to deal with the host
     * @param hostPath an executable that is the host; null for Bulkhead's own
     * @param jvm its virtual machine, where it is Bulkhead's own
     * @param limits what its processes may take
     * @param sandbox what they may do
     * @param scope whose systemd makes it
     */
    record TransientUnit(
            HostSettings host,
            @Nullable Path hostPath,
            JvmSettings jvm,
            LimitSettings limits,
            SandboxSettings sandbox,
            ServiceScope scope)
            implements ActivationConfig {}

    /**
     * In a service of the operating system that is there already.
     *
     * @param host how to deal with the host
     * @param manager who manages services: {@code systemd}, {@code upstart}, {@code openrc} or {@code windows}
     * @param name the service's name
     * @param scope whose systemd has it
     */
    record Service(HostSettings host, String manager, String name, ServiceScope scope) implements ActivationConfig {}

    /**
     * In a host that somebody else starts.
     *
     * @param host how to deal with the host
     * @param hostKey the host's public key; null if nothing is encrypted
     * @param insecure whether nothing is encrypted although others can listen
     */
    record External(HostSettings host, @Nullable String hostKey, boolean insecure) implements ActivationConfig {}
}
