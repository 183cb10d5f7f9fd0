package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.Gateway;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a gateway until it is asked to stop. */
@Command(
        name = "run",
        description = {
            "Run a gateway in the foreground.",
            "SIGTERM or Ctrl-C stops it in order: sources first, and what is queued is processed."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private FileParameter parameter = new FileParameter();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Reload reload = new Reload(parameter.file());
        reload.listenToSignal();
        try {
            GatewayConfig config = Configuration.load(parameter.file());
            Gateway gateway = new Gateway(config, Installation.find(), Configuration.source(parameter.file()));
            new Foreground(gateway, spec.commandLine().getOut()).run(config, parameter.file(), reload);
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.print(e, err);
            return ExitStatus.BAD_INPUT;
        } catch (IOException | IllegalStateException e) {
            err.println("bulkhead run: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }
}
