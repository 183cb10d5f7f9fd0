package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A status for people. */
final class StatusTables {
    private static final long BUSY_WORTH_SAYING = 1000;

    private StatusTables() {}

    static String of(JsonNode status) {
        return head(status.path("gateway")) + "\n\nMODULES\n" + modules(status.path("modules")) + "\nLINKS\n"
                + links(status.path("links")).stripTrailing()
                + (status.has("store")
                        ? "\n\nSTORE\n" + store(status.path("store")).stripTrailing()
                        : "");
    }

    private static String store(JsonNode store) {
        long today = 0;
        for (Map.Entry<String, JsonNode> day : store.path("bytesWrittenByDay").properties()) {
            today = day.getValue().asLong();
        }
        String table = new TextTable()
                .row("STATE", "MESSAGES", "SYNCS", "MEAN BATCH", "WRITTEN", "LAST DAY", "FILE", "DEAD LETTERS")
                .row(
                        store.path("state").asText(),
                        store.path("messages").asText(),
                        store.path("syncs").asText(),
                        store.path("meanBatch").asText(),
                        mebibytes(store.path("bytesWritten").asLong()),
                        mebibytes(today),
                        mebibytes(store.path("fileBytes").asLong()),
                        store.path("deadLetters").path("kept").asText())
                .format("  ");
        return table + (store.has("error") ? "  ! " + store.path("error").asText() : "");
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }

    private static String head(JsonNode gateway) {
        return "gateway " + gateway.path("name").asText() + " · bulkhead "
                + gateway.path("version").asText() + " · pid "
                + gateway.path("pid").asText() + " · up "
                + upTime(gateway.path("uptimeSeconds").asLong());
    }

    private static String upTime(long seconds) {
        Duration up = Duration.ofSeconds(seconds);
        return up.toDays() > 0
                ? up.toDays() + "d " + up.toHoursPart() + "h"
                : String.format(
                        Locale.ROOT, "%02d:%02d:%02d", up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart());
    }

    private static String modules(JsonNode modules) {
        TextTable table = new TextTable()
                .row("NAME", "STATE", "REASON", "ACTIVATION", "PID", "MEMORY", "RESTARTS", typed(modules));
        StringBuilder remarks = new StringBuilder();
        for (JsonNode module : modules) {
            table.row(
                    module.path("name").asText(),
                    state(module),
                    module.path("reason").asText(),
                    where(module),
                    module.path("pid").asText("-"),
                    module.has("memory") ? module.path("memory").asLong() / (1024 * 1024) + " MiB" : "-",
                    module.path("restarts").asText(),
                    type(module));
            remarks.append(remarks(module));
        }
        return table.format("  ") + remarks;
    }

    private static String typed(JsonNode modules) {
        for (JsonNode module : modules) {
            if (module.has("type")) {
                return "TYPE";
            }
        }
        return "";
    }

    /** {@return the type with its version, or nothing} */
    static String type(JsonNode module) {
        return module.has("type")
                ? module.path("type").asText() + " " + module.path("version").asText()
                : "";
    }

    /** {@return the activation, with the name of a host that is shared} */
    static String where(JsonNode module) {
        String activation = module.path("activation").asText();
        return module.has("host") ? activation + " (" + module.path("host").asText() + ")" : activation;
    }

    private static String state(JsonNode module) {
        return module.has("resumed") && !module.path("resumed").asBoolean()
                ? "suspended"
                : module.path("state").asText();
    }

    private static String remarks(JsonNode module) {
        String name = "  ! " + module.path("name").asText() + ": ";
        StringBuilder remarks = new StringBuilder();
        if (module.has("error")) {
            remarks.append(name).append(module.path("error").asText()).append('\n');
        }
        if (module.has("waitsFor")) {
            remarks.append(name)
                    .append("waits for ")
                    .append(module.path("waitsFor").asText())
                    .append('\n');
        }
        if (module.has("restartsAt")) {
            remarks.append(name)
                    .append("restarts at ")
                    .append(module.path("restartsAt").asText())
                    .append('\n');
        }
        if (module.has("postMortem")) {
            remarks.append(name)
                    .append("what was found is in ")
                    .append(module.path("postMortem").asText())
                    .append('\n');
        }
        if (module.path("busyMillis").asLong() >= BUSY_WORTH_SAYING) {
            remarks.append(name)
                    .append("busy for ")
                    .append(module.path("busyMillis"))
                    .append(" ms\n");
        }
        if (module.path("unrouted").asLong() > 0) {
            remarks.append(name).append(module.path("unrouted")).append(" messages found no link\n");
        }
        if (module.path("refused").asLong() > 0) {
            remarks.append(name).append(module.path("refused")).append(" messages were refused\n");
        }
        JsonNode strangers = module.path("turnedAway");
        if (strangers.path("requests").asLong() + strangers.path("connections").asLong() > 0) {
            remarks.append(name)
                    .append("strangers were turned away: ")
                    .append(strangers.path("requests").asLong())
                    .append(" requests, ")
                    .append(strangers.path("connections").asLong())
                    .append(" connections\n");
        }
        return remarks.toString();
    }

    private static String links(JsonNode links) {
        TextTable table =
                new TextTable().row("SOURCE", "SINK", "PUBLISHED", "DELIVERED", "QUEUED", "IN FLIGHT", "DROPPED", "");
        for (JsonNode link : links) {
            table.row(
                    link.path("source").asText(),
                    link.path("sink").asText() + match(link.path("match")),
                    link.path("published").asText(),
                    link.path("delivered").asText(),
                    link.path("queued").asText(),
                    link.path("inFlight").asText(),
                    link.path("dropped").asText(),
                    remarksOn(link));
        }
        return table.format("  ");
    }

    static String match(JsonNode match) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> glob : match.properties()) {
            text.append(text.isEmpty() ? " [" : ", ")
                    .append(glob.getKey())
                    .append('=')
                    .append(glob.getValue().asText());
        }
        return text.isEmpty() ? "" : text.append(']').toString();
    }

    private static String remarksOn(JsonNode link) {
        List<String> remarks = new ArrayList<>();
        if (link.path("durable").asBoolean()) {
            remarks.add("durable");
        }
        for (Map.Entry<String, JsonNode> reason : link.path("droppedByReason").properties()) {
            remarks.add(reason.getKey() + ' ' + reason.getValue());
        }
        if (link.path("deadLettered").asLong() > 0) {
            remarks.add("dead letters " + link.path("deadLettered"));
        }
        if (link.path("expired").asLong() > 0) {
            remarks.add("expired " + link.path("expired"));
        }
        return String.join(", ", remarks);
    }
}
