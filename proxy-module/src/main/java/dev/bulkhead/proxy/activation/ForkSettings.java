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
 * @param java the java command
 * @param hostJar Bulkhead's module host
 * @param hostOptions a file with options for the java command that suit it and this jar; null if there is none
 * @param heapBytes the most memory that the host's heap may take
 * @param gcThreads the number of threads that collect garbage
 * @param jvmOptions more options for the host's JVM; they come last, and so win
 * @param debug where the host waits for a debugger, such as {@code 127.0.0.1:5005}; null if it does not
 */
public record ForkSettings(
        String listen,
        @Nullable Path hostPath,
        @Nullable Path configPath,
        Path java,
        Path hostJar,
        @Nullable Path hostOptions,
        long heapBytes,
        int gcThreads,
        List<String> jvmOptions,
        @Nullable String debug) {

    /**
     * A terminal sends Ctrl-C, and its end, to the gateway and all hosts at once. But the gateway stops its modules in order, so
     * hosts leave that to it. The shell only sets this up, and then becomes the host.
     */
    private static final List<String> DEAF_TO_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "bulkhead-host");

    public ForkSettings {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** {@return the command line that starts the host with this configuration file} */
    List<String> command(Path configFile) {
        List<String> command = new ArrayList<>(DEAF_TO_TERMINAL);
        if (hostPath != null) {
            command.addAll(List.of(hostPath.toString(), configFile.toString()));
            return command;
        }
        command.add(java.toString());
        command.add("-Xmx" + heapBytes / 1024 + "k");
        command.addAll(smallJvm());
        if (hostOptions != null) {
            command.add("@" + hostOptions);
        }
        if (debug != null) {
            command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=" + debug);
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", hostJar.toString(), configFile.toString()));
        return command;
    }

    private List<String> smallJvm() {
        List<String> options = new ArrayList<>();
        if (gcThreads == 1) {
            options.add("-XX:+UseSerialGC");
        } else {
            options.add("-XX:+UseParallelGC");
            options.add("-XX:ParallelGCThreads=" + gcThreads);
        }
        options.add("-Xms8m");
        options.add("-Xshare:auto");
        options.add("-XX:-UsePerfData");
        // A host without memory is of no use to anybody; its end is seen at once, its crawling is not.
        options.add("-XX:+ExitOnOutOfMemoryError");
        return options;
    }
}
