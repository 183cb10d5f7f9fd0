package dev.bulkhead.proxy.activation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to start a host as a child process.
 *
 * @param listen the URL that the host shall listen on
 * @param program what is used as the host, in place of Bulkhead's own; null for that
 * @param configPath a configuration file for the host, in place of a generated one; null for that
 * @param jvm the virtual machine of Bulkhead's own host
 * @param isolation what separates it from the gateway
 */
public record ForkSettings(
        String listen,
        @Nullable HostProgram program,
        @Nullable Path configPath,
        HostJvm jvm,
        Isolation isolation) {

    /**
     * A terminal sends Ctrl-C, and its end, to the gateway and all hosts at once. But the gateway stops its modules in order, so
     * hosts leave that to it. Then the shell joins the control groups that it is given, and becomes the host.
     */
    private static final String SHELL =
            "trap '' INT HUP; while [ \"$1\" != -- ]; do echo $$ > \"$1\" || exit 126; shift; done; shift; exec \"$@\"";

    /**
     * {@return the command line that starts the host with this configuration file}
     *
     * @param groups the files of control groups to join
     * @param prefix the commands to start it with
     */
    List<String> command(Path configFile, List<Path> groups, List<String> prefix) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "bulkhead-host"));
        groups.forEach(group -> command.add(group.toString()));
        command.add("--");
        // The host may run in another folder than the gateway.
        Path file = configFile.toAbsolutePath();
        command.addAll(prefix);
        if (program == null) {
            command.addAll(jvm.command(file));
        } else {
            command.addAll(program.command());
            command.add(file.toString());
        }
        return command;
    }

    /** {@return what the host reads, given its configuration file and the module's jar, if that is known} */
    List<Path> reads(Path configFile, @Nullable Path jar) {
        List<Path> reads = new ArrayList<>(List.of(configFile));
        reads.addAll(program == null ? List.of(jvm.java(), jvm.hostJar()) : List.of(program.path()));
        if (jar != null) {
            reads.add(jar);
        }
        return reads;
    }
}
