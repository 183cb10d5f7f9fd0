package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.control.GatewayStatus;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** What {@code run} tells whoever looks on. */
final class Screen {
    private Screen() {}

    static String starting(GatewayConfig config) {
        return "bulkhead " + Installation.version() + " · gateway "
                + config.gateway().name() + " · " + config.file() + "\nstarting "
                + count(config.modules().size(), "module") + " …";
    }

    static String running(JsonNode status, Path file, long millis) {
        TextTable modules = new TextTable();
        for (JsonNode module : status.path("modules")) {
            modules.row(
                    module.path("name").asText(),
                    module.path("state").asText(),
                    where(module),
                    module.has("type")
                            ? StatusTables.type(module)
                            : module.path("class").asText(""),
                    module.has("error") ? "! " + module.path("error").asText() : "");
        }
        TextTable links = new TextTable();
        for (JsonNode link : status.path("links")) {
            links.row(
                    link.path("source").asText(),
                    "→ " + link.path("sink").asText(),
                    StatusTables.match(link.path("match")));
        }
        JsonNode gateway = status.path("gateway");
        return "\nmodules\n" + modules.format("  ") + "links\n" + links.format("  ") + "\nready after " + millis
                + " ms · pid "
                + gateway.path("pid") + " · control " + gateway.path("control").asText()
                + "\nlook: " + statusCommand(file) + " · stop: Ctrl-C\n";
    }

    /** {@return what to type in another terminal, as the gateway was started in this one} */
    private static String statusCommand(Path file) {
        String command = System.getProperty("bulkhead.command", "bulkhead") + " status";
        return file.equals(Path.of("gateway.json")) ? command : command + " --config " + file;
    }

    /** {@return a number of things, such as {@code 1 module} or {@code 2 modules}} */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static String where(JsonNode module) {
        String where = StatusTables.where(module);
        boolean own = where.equals("in-process");
        return own || !module.has("pid") ? where : where + ", pid " + module.path("pid");
    }

    /** {@return the account at the end: everything published is somewhere} */
    static String stopped(GatewayStatus status) {
        return "stopped · published " + sum(status, link -> link.ledger().published())
                + " · delivered " + sum(status, link -> link.ledger().delivered())
                + " · dropped " + sum(status, link -> link.ledger().droppedTotal())
                + " · left in queues " + sum(status, link -> link.ledger().queued());
    }

    private static long sum(GatewayStatus status, ToLongFunction<LinkStatus> count) {
        return status.links().stream().mapToLong(count).sum();
    }
}
