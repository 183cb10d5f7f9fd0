package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Keeps what was changed while the gateway ran. */
@Command(name = "persist", description = "Write the running configuration into the file that it came from.")
final class PersistCommand extends AskingCommand {
    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        gateway.call("persist", null);
        out().println(asJson() ? "{}" : "the running configuration is in the gateway's file");
    }
}
