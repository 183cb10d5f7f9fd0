package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a module has logged. */
@Command(
        name = "logs",
        description = {
            "Print the last lines that a module has logged, wherever it runs.",
            "The gateway keeps some 1000 of each module, and keeps them when the module is restarted."
        })
final class LogsCommand extends AskingCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what it logs, until Ctrl-C or the end of the gateway.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            converter = LineCount.class,
            description = "How many lines, 0 to 1000 (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Parameters(paramLabel = "NAME", description = "The module.")
    private String module = "";

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        // Also says whether there is such a module.
        JsonNode log = gateway.log(module, follow ? 0 : lines);
        for (JsonNode line : log.path("lines")) {
            print(line);
        }
        if (follow) {
            gateway.follow(
                    object().put("event", "log@" + module).put("id", "cli").put("lines", lines), this::print);
        }
    }

    private boolean print(JsonNode line) {
        out().println(
                        asJson()
                                ? line.toString()
                                : String.format(
                                        "%s %-5s %s",
                                        TIME.format(
                                                Instant.parse(line.path("time").asText())),
                                        line.path("level").asText(),
                                        line.path("text").asText()));
        return !out().checkError(); // flushes, and tells when nobody reads on
    }
}
