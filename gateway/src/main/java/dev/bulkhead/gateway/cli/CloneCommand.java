package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds a module like another. */
@Command(name = "clone", description = "Add a module like another, with links like the other's; it is down at first.")
final class CloneCommand extends AskingCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The module to copy.")
    private String module = "";

    @Parameters(index = "1", paramLabel = "NEW-NAME", description = "The name of the new one.")
    private String newName = "";

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        gateway.call("clone", object().put("callsign", module).put("newcallsign", newName));
        printState(gateway, newName);
    }
}
