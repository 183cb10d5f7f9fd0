package dev.bulkhead.gateway.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The configuration that {@code run} and {@code check} are called with. */
final class FileParameter {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "gateway.json",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("gateway.json");

    Path file() {
        return file;
    }
}
