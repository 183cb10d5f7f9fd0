package dev.bulkhead.proxy.activation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host that a unit of the gateway's making runs.
 *
 * @param listen the URL that the host shall listen on
 * @param program what is used as the host, in place of Bulkhead's own; null for that
 * @param jvm the virtual machine of Bulkhead's own host
 */
public record ServiceHost(String listen, @Nullable HostProgram program, HostJvm jvm) {

    /** {@return the command line that starts the host, without its configuration file, which is the last argument} */
    List<String> command() {
        if (program != null) {
            return program.command();
        }
        List<String> command = jvm.command(Path.of("host.json"));
        return command.subList(0, command.size() - 1);
    }

    /** {@return the files and folders that the host reads} */
    List<Path> reads(ModuleToLoad module) {
        List<Path> reads = new ArrayList<>();
        if (program == null) {
            reads.add(jvm.java());
            reads.add(jvm.hostJar().resolveSibling(""));
        } else {
            reads.add(program.path());
        }
        if (module.path() != null) {
            reads.add(module.path());
        }
        return reads;
    }
}
