package dev.bulkhead.gateway.config;

import java.nio.file.Path;
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
     * In a host that somebody else starts.
     *
     * @param host how to deal with the host
     * @param hostKey the host's public key; null if nothing is encrypted
     * @param insecure whether nothing is encrypted although others can listen
     */
    record External(HostSettings host, @Nullable String hostKey, boolean insecure) implements ActivationConfig {}
}
