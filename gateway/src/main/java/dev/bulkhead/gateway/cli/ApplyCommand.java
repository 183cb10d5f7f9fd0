package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets the running gateway take another configuration. */
@Command(
        name = "apply",
        description = {
            "Let the running gateway take another configuration.",
            "Only what differs restarts, and links change without loss. When a module does not come up in time everything",
            "is taken back."
        })
final class ApplyCommand extends AskingCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "NEW.json",
            description =
                    "The other configuration; its paths are relative to the present one. Without it the gateway's own file.")
    private @Nullable Path next;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            converter = Seconds.class,
            description = "How long each module may take to come up (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(30);

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        Path file = next == null ? config() : next;
        gateway.call(
                "apply",
                object().put("file", file.toAbsolutePath().normalize().toString())
                        .put("timeout", timeout.toMillis()));
        out().println(asJson() ? "{}" : "applied " + file);
    }
}
