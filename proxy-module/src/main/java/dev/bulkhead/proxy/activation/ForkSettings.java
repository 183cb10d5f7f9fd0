package dev.bulkhead.proxy.activation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to start a host as a child process.
 *
 * @param listen the URL that the host shall listen on
 * @param hostPath an executable that is used as the host, in place of Bulkhead's own; null for that
 * @param configPath a configuration file for the host, in place of a generated one; null for that
 * @param jvm the virtual machine of Bulkhead's own host
 */
public record ForkSettings(
        String listen, @Nullable Path hostPath, @Nullable Path configPath, HostJvm jvm) {

    /**
     * A terminal sends Ctrl-C, and its end, to the gateway and all hosts at once. But the gateway stops its modules in order, so
     * hosts leave that to it. The shell only sets this up, and then becomes the host.
     */
    private static final List<String> DEAF_TO_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "bulkhead-host");

    /** {@return the command line that starts the host with this configuration file} */
    List<String> command(Path configFile) {
        List<String> command = new ArrayList<>(DEAF_TO_TERMINAL);
        if (hostPath == null) {
            command.addAll(jvm.command(configFile));
        } else {
            command.addAll(List.of(hostPath.toString(), configFile.toString()));
        }
        return command;
    }
}
