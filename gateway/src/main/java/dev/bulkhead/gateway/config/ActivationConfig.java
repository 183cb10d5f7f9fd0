package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
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
     * @param java the java command; null for the gateway's own
     * @param heapBytes the most memory that the host's heap may take; empty for what {@code maxMessage} needs
     * @param gcThreads the threads that collect its garbage
     * @param jvmOptions more options for its JVM
     * @param debug where it waits for a debugger, as HOST:PORT; null if it does not
     */
    record Fork(
            HostSettings host,
            @Nullable Path hostPath,
            @Nullable Path configPath,
            @Nullable Path java,
            OptionalLong heapBytes,
            int gcThreads,
            List<String> jvmOptions,
            @Nullable String debug)
            implements ActivationConfig {

        public Fork {
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    /**
     * In a host that somebody else starts.
     *
     * @param host how to deal with the host
     */
    record External(HostSettings host) implements ActivationConfig {}
}
