package dev.bulkhead.proxy.activation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Java virtual machine of a host.
 *
 * @param java the java command
 * @param hostJar Bulkhead's module host
 * @param hostOptions a file with options for the java command that suit it and this jar; null if there is none
 * @param heapBytes the most memory that the host's heap may take
 * @param gcThreads the number of threads that collect garbage
 * @param options more options; they come last, and so win
 * @param debug where the host waits for a debugger, such as {@code 127.0.0.1:5005}; null if it does not
 */
public record HostJvm(
        Path java,
        Path hostJar,
        @Nullable Path hostOptions,
        long heapBytes,
        int gcThreads,
        List<String> options,
        @Nullable String debug) {

    public HostJvm {
        options = List.copyOf(options);
    }

    /** {@return the command line that starts the host with this configuration file} */
    List<String> command(Path configFile) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx" + heapBytes / 1024 + "k");
        command.addAll(small());
        if (hostOptions != null) {
            command.add("@" + hostOptions);
        }
        if (debug != null) {
            command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=" + debug);
        }
        command.addAll(options);
        command.addAll(List.of("-jar", hostJar.toString(), configFile.toString()));
        return command;
    }

    private List<String> small() {
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
