package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what another configuration would change. */
@Command(
        name = "plan",
        description = {
            "Show what another configuration would change in the running gateway.",
            "Modules and links come (+), go (-) or change (~); it says which modules restart."
        })
final class PlanCommand extends AskingCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "NEW.json",
            description =
                    "The other configuration; its paths are relative to the present one. Without it the gateway's own file.")
    private @Nullable Path next;

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        Path file = next == null ? config() : next;
        JsonNode plan = gateway.call(
                "plan", object().put("file", file.toAbsolutePath().normalize().toString()));
        if (asJson()) {
            out().println(pretty(plan));
        } else {
            plan.path("text").forEach(line -> out().println(line.asText()));
        }
    }
}
