package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a running gateway does. */
@Command(
        name = "status",
        description = "Show the modules and links of the running gateway.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "gateway.json",
            description = "The configuration of the gateway to ask (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("gateway.json");

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            GatewayConfig gateway = Configuration.loadForControl(config);
            JsonNode status = ControlClient.of(gateway.gateway()).status();
            spec.commandLine().getOut().println(json ? pretty(status) : StatusTables.of(status));
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.print(e, spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        } catch (IOException e) {
            spec.commandLine().getErr().println("bulkhead status: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private static String pretty(JsonNode status) throws IOException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status);
    }
}
