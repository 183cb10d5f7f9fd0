package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.control.ControlClient;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows or changes a module's arguments. */
@Command(
        name = "configure",
        description = {
            "Print the arguments of a module; or give one that is down other arguments, for its next activation.",
            "They are read from a file, not the command line, where all users of the machine would see them."
        },
        footer = {"", "Example: echo '{\"every\":\"5s\"}' | bulkhead configure telemetry -"})
final class ConfigureCommand extends AskingCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The module.")
    private String module = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "",
            description = "A file with the new arguments, as a JSON object; - for standard input.")
    private String file = "";

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        if (file.isEmpty()) {
            JsonNode configuration = gateway.call("configuration@" + module, null);
            out().println(asJson() ? configuration.toString() : pretty(configuration));
            return;
        }
        ObjectNode params = object().put("callsign", module);
        params.set("configuration", arguments());
        gateway.call("configure", params);
        printState(gateway, module);
    }

    private JsonNode arguments() throws IOException {
        try {
            JsonNode arguments = new ObjectMapper().readTree(text());
            if (arguments.isObject()) {
                return arguments;
            }
            throw new BadInputException(
                    source() + ": the arguments must be a JSON object, such as {\"every\": \"5s\"}");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new BadInputException(source() + place + ": this is not JSON: " + e.getOriginalMessage());
        }
    }

    private String text() throws IOException {
        if (file.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": there is no such file");
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": the file is not UTF-8");
        } catch (IOException e) {
            throw new BadInputException(file + ": it cannot be read");
        }
    }

    private String source() {
        return file.equals("-") ? "standard input" : file;
    }
}
