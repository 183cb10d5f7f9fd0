package dev.bulkhead.gateway.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The configuration that {@code run} and {@code check} are called with. */
final class FileParameter {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The configuration (default: gateway.json).")
    private @Nullable Path file;

    @Option(names = "--config", paramLabel = "FILE", description = "The same, as other commands have it.")
    private @Nullable Path config;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** {@return the file that is meant} */
    Path file() {
        if (file != null && config != null) {
            throw new ParameterException(
                    spec.commandLine(), "the configuration is named twice, " + file + " and --config " + config);
        }
        Path named = config == null ? file : config;
        return named == null ? Path.of("gateway.json") : named;
    }
}
