package dev.bulkhead.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The virtual machine of a host.
 *
 * @param java the java command; null for the gateway's own
 * @param heapBytes the most memory that its heap may take; empty for what {@code maxMessage} needs
 * @param gcThreads the threads that collect its garbage
 * @param options more options
 * @param debug where it waits for a debugger, as HOST:PORT; null if it does not
 */
public record JvmSettings(
        @Nullable Path java,
        OptionalLong heapBytes,
        int gcThreads,
        List<String> options,
        @Nullable String debug) {

    public JvmSettings {
        options = List.copyOf(options);
    }
}
