package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.lifecycle.ModuleStatus;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A module in the answer to {@code status}. */
final class ModuleView {
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,6})\\.([0-9]{1,6}).*");

    private ModuleView() {}

    static ObjectNode of(ModuleStatus module, String version, JsonNode configuration, int observers) {
        String className = Objects.requireNonNullElse(module.className(), "");
        ObjectNode json = RpcJson.object()
                .put("callsign", module.name())
                .put("locator", className)
                .put("classname", className)
                .put("state", state(module))
                .put("startmode", module.startMode().label());
        if (module.resumed() != null) {
            json.put("resumed", module.resumed());
        }
        json.set("version", version(version));
        if (module.waitsFor() != null) {
            json.putArray("precondition").add(module.waitsFor());
        }
        json.set("configuration", configuration);
        json.put("observers", observers)
                .put("reason", module.reason().label())
                .put("activation", module.activation())
                .put("restarts", module.restarts());
        if (module.error() != null) {
            json.put("error", module.error());
        }
        return json;
    }

    /** For a module that can be suspended, whether it is stands in the place of {@code activated}. */
    private static String state(ModuleStatus module) {
        if (module.resumed() == null) {
            return module.state().label();
        }
        return module.resumed() ? "resumed" : "suspended";
    }

    private static ObjectNode version(String version) {
        Matcher matcher = VERSION.matcher(version);
        boolean known = matcher.matches();
        MatchResult parts = matcher.toMatchResult();
        return RpcJson.object()
                .put("major", known ? Integer.parseInt(parts.group(1)) : 0)
                .put("minor", known ? Integer.parseInt(parts.group(2)) : 0)
                .put("patch", known ? Integer.parseInt(parts.group(3)) : 0);
    }
}
