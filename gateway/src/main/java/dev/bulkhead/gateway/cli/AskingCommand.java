package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.control.CallFailedException;
import dev.bulkhead.gateway.control.ControlClient;
import dev.bulkhead.gateway.lifecycle.ControlError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the running gateway. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class AskingCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "gateway.json",
            description = "The configuration of the gateway to ask (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("gateway.json");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Asks, and prints what there is to print. */
    abstract void ask(ControlClient gateway) throws IOException, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        try {
            ask(ControlClient.of(Configuration.dataFolder(config)));
            return ExitStatus.DONE;
        } catch (ConfigException e) {
            Configuration.printUntold(e, config, spec.commandLine().getErr());
            return ExitStatus.BAD_INPUT;
        } catch (IOException e) {
            if (json && e instanceof CallFailedException failed) {
                out().println(error(failed));
            }
            spec.commandLine().getErr().println("bulkhead " + spec.name() + ": " + e.getMessage());
            return isBadInput(e) ? ExitStatus.BAD_INPUT : ExitStatus.FAILED;
        }
    }

    private static boolean isBadInput(IOException e) {
        return e instanceof BadInputException
                || (e instanceof CallFailedException failed && failed.code() == ControlError.BAD_REQUEST.code());
    }

    private static ObjectNode error(CallFailedException failed) {
        ObjectNode error = object();
        error.putObject("error").put("code", failed.code()).put("message", failed.getMessage());
        return error;
    }

    /** Says what became of a module. */
    void printState(ControlClient gateway, String module) throws IOException, InterruptedException {
        String state = state(gateway, module);
        out().println(json ? object().put("module", module).put("state", state).toString() : module + ": " + state);
    }

    private static String state(ControlClient gateway, String module) throws IOException, InterruptedException {
        try {
            return gateway.call("status@" + module, null).path(0).path("state").asText();
        } catch (CallFailedException e) {
            if (e.code() == ControlError.UNKNOWN_KEY.code()) {
                return "destroyed";
            }
            throw e;
        }
    }

    Path config() {
        return config;
    }

    boolean asJson() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** {@return JSON over several lines} */
    static String pretty(JsonNode value) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
