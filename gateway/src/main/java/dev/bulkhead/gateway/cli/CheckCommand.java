package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.GatewayConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at a configuration without starting anything. */
@Command(
        name = "check",
        description = "Check a configuration, and report everything wrong in it, without starting anything.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private FileParameter parameter = new FileParameter();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            GatewayConfig config = Configuration.load(parameter.file());
            spec.commandLine()
                    .getOut()
                    .println(parameter.file() + ": good, with "
                            + Screen.count(config.modules().size(), "module") + " and "
                            + Screen.count(config.links().size(), "link"));
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.print(e, spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        }
    }
}
