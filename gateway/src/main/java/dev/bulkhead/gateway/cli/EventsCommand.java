package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Command;

/** Follows the changes of state. */
@Command(
        name = "events",
        description = {
            "Print the state of every module, then every change of state, until Ctrl-C or the end of the gateway.",
            "One line each: time, module, state, reason."
        })
final class EventsCommand extends AskingCommand {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        gateway.follow(object().put("event", "statechange").put("id", "cli"), this::print);
    }

    private boolean print(JsonNode change) {
        out().println(
                        asJson()
                                ? change.toString()
                                : String.format(
                                        "%s %-12s %-12s %s",
                                        LocalTime.now(ZoneId.systemDefault()).format(TIME),
                                        change.path("callsign").asText(),
                                        change.path("state").asText(),
                                        change.path("reason").asText()));
        return !out().checkError(); // flushes, and tells when nobody reads on
    }
}
