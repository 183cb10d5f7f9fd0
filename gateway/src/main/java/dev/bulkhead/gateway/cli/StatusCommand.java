package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a running gateway does. */
@Command(name = "status", description = "Show the modules and links of the running gateway.")
final class StatusCommand extends AskingCommand {
    private static final String CLEAR = "\u001B[H\u001B[2J\u001B[3J";

    private static final long LEAST_MILLIS = 100;

    @Option(names = "--watch", description = "Show it again and again, until Ctrl-C or the end of the gateway.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            converter = Seconds.class,
            description = "With --watch, how often (default: ${DEFAULT-VALUE}).")
    private Duration interval = Duration.ofSeconds(2);

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        show(gateway.status());
        while (watch && !out().checkError()) {
            Thread.sleep(Math.max(LEAST_MILLIS, interval.toMillis()));
            JsonNode status = gateway.status();
            out().print(Boolean.getBoolean("bulkhead.color") ? CLEAR : "\n");
            show(status);
        }
    }

    private void show(JsonNode status) throws IOException {
        if (!asJson()) {
            out().println(StatusTables.of(status));
        } else {
            // One a line can be read as a stream.
            out().println(watch ? status.toString() : pretty(status));
        }
        out().flush();
    }
}
