package dev.bulkhead.gateway.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.broker.LinkSpec;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan for people, and as JSON. */
public final class PlanText {
    private PlanText() {}

    /** {@return a line for each change, with {@code +}, {@code -} or {@code ~} before it} */
    public static String of(Plan plan) {
        if (plan.isEmpty()) {
            return "nothing changes\n";
        }
        StringBuilder text = new StringBuilder();
        plan.modules().forEach(change -> text.append(line(change)));
        plan.links().forEach(change -> text.append(line(change)));
        plan.gateway().forEach(key -> text.append("~ ").append(key).append('\n'));
        plan.refused()
                .forEach(key -> text.append("! ")
                        .append(key)
                        .append(": cannot be changed while the gateway runs; stop it and run it again\n"));
        return text.toString();
    }

    private static String line(ModuleChange change) {
        String module = change.kind().sign() + " module " + change.name();
        if (change.kind() != Kind.CHANGED) {
            return module + " (" + change.activation() + ")\n";
        }
        return module + ": " + String.join(", ", change.changed())
                + (change.restarts() ? "; restarts\n" : "; keeps running\n");
    }

    private static String line(LinkChange change) {
        String link = change.kind().sign() + " link " + ends(change.link());
        return change.kind() == Kind.CHANGED ? link + ": " + String.join(", ", change.changed()) + "\n" : link + "\n";
    }

    private static String ends(LinkSpec link) {
        String match = new TreeMap<>(link.match())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
        return link.source() + " → " + link.sink() + (match.isEmpty() ? "" : " [" + match + "]");
    }

    /** {@return the same as JSON} */
    public static ObjectNode json(Plan plan) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ArrayNode modules = json.putArray("modules");
        for (ModuleChange change : plan.modules()) {
            ObjectNode module = modules.addObject()
                    .put("change", change.kind().label())
                    .put("name", change.name())
                    .put("activation", change.activation());
            change.changed().forEach(module.putArray("changed")::add);
            module.put("restarts", change.restarts());
        }
        ArrayNode links = json.putArray("links");
        for (LinkChange change : plan.links()) {
            ObjectNode link = links.addObject()
                    .put("change", change.kind().label())
                    .put("source", change.link().source())
                    .put("sink", change.link().sink());
            ObjectNode match = link.putObject("match");
            new TreeMap<>(change.link().match()).forEach(match::put);
            change.changed().forEach(link.putArray("changed")::add);
        }
        plan.gateway().forEach(json.putArray("gateway")::add);
        plan.refused().forEach(json.putArray("refused")::add);
        of(plan).lines().forEach(json.putArray("text")::add);
        return json;
    }
}
