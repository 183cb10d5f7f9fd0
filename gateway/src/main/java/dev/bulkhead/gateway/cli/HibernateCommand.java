package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a suspended module to sleep. */
@Command(
        name = "hibernate",
        description = {
            "Save the state of a suspended module to disk and end its process.",
            "A message for it, or an activation, wakes it."
        })
final class HibernateCommand extends AskingCommand {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = Seconds.class,
            description = "How long it may take to save its state (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(10);

    @Parameters(paramLabel = "NAME", description = "The module.")
    private String module = "";

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        gateway.call("hibernate", object().put("callsign", module).put("timeout", timeout.toMillis()));
        printState(gateway, module);
    }
}
