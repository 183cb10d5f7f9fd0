package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.change.Plan;
import dev.bulkhead.gateway.change.PlanText;
import dev.bulkhead.gateway.change.Planner;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.GatewayConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what another configuration would change. */
@Command(
        name = "plan",
        description =
                "Show what would change if another configuration was applied: modules and links that come (+), go (-) or "
                        + "change (~), and which modules restart.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PlanCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NEW.json",
            description = "The other configuration; its paths are relative to the present one.")
    private Path next = Path.of("");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "gateway.json",
            description = "The present configuration (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("gateway.json");

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        try {
            GatewayConfig present = Configuration.loadForControl(config);
            Plan plan = Planner.plan(present, Configuration.load(next, config));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(
                        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(PlanText.json(plan)));
            } else {
                out.print(PlanText.of(plan));
                out.flush();
            }
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.print(e, spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        }
    }
}
