package dev.bulkhead.proxy.activation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An executable that is the host, in place of Bulkhead's own.
 *
 * @param path the executable, as it is seen where it runs
 * @param arguments what it is given before the path of the host's file
 */
public record HostProgram(Path path, List<String> arguments) {
    /** What the program of a package is called with. */
    private static final String SERVER = "server";

    public HostProgram {
        arguments = List.copyOf(arguments);
    }

    /** {@return the program of a package of modules} */
    public static HostProgram ofPackage(Path path) {
        return new HostProgram(path, List.of(SERVER));
    }

    /** {@return an executable that is given nothing but the host's file} */
    public static HostProgram plain(Path path) {
        return new HostProgram(path, List.of());
    }

    /** {@return its command line, without the host's file, which is the last argument} */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(arguments);
        return command;
    }
}
