package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the state of one module; each such command is one of these under its own name. */
@Command
final class LifecycleCommand extends AskingCommand {
    private static final Map<String, String> WORDS = Map.of(
            "activate", "Bring a module to life, or wake it.",
            "deactivate", "Bring a module down, after it has processed what is queued.",
            "unavailable", "Mark a module that is down as not there.",
            "suspend", "Let a module rest; its links hold what fits.",
            "resume", "Let a suspended module go on.",
            "destroy", "Take a module that is down away, with its links.");

    @Parameters(paramLabel = "NAME", description = "The module.")
    private String module = "";

    private final String method;

    private LifecycleCommand(String method) {
        this.method = method;
    }

    static void addTo(CommandLine main) {
        WORDS.keySet().stream().sorted().forEach(word -> {
            CommandLine command = new CommandLine(new LifecycleCommand(word));
            command.getCommandSpec().usageMessage().description(WORDS.get(word));
            main.addSubcommand(word, command);
        });
    }

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        gateway.call(method, object().put("callsign", module));
        printState(gateway, module);
    }
}
