package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.GatewayConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at a configuration without starting anything. */
@Command(
        name = "check",
        description = "Check a configuration, and report everything wrong in it, without starting anything.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "gateway.json",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("gateway.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            GatewayConfig config = Configuration.load(file);
            spec.commandLine()
                    .getOut()
                    .println(file + ": good, with " + config.modules().size() + " modules and "
                            + config.links().size() + " links");
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.print(e, spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        }
    }
}
