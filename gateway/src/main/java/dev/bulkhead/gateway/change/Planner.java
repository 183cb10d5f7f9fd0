package dev.bulkhead.gateway.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.config.ActivationConfig;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.LifecycleSettings;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.ModuleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two configurations. */
public final class Planner {
    /** What of a module may change while it runs; all else is seen only by a new life of it. */
    private static final Set<String> MODULE_KEEPS_RUNNING = Set.of("lifecycle");
    /** What of the gateway itself may change while it runs. */
    private static final Set<String> GATEWAY_KEEPS_RUNNING = Set.of("name", "modules", "packages");
    /** Components whose key in the file has another name. */
    private static final Map<String, String> KEYS =
            Map.of("className", "class", "argsJson", "args", "control", "control.listen");
    /** Components of what a module has for its life, likewise. */
    private static final Map<String, String> LIFECYCLE_KEYS = Map.of("startMode", "startmode", "lazy", "start");
    /** Components of what it has for its restarts, likewise. */
    private static final Map<String, String> RESTART_KEYS =
            Map.of("policy", "restart", "limit", "restartLimit", "window", "restartWindow");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Planner() {}

    /** {@return what leads from one configuration to the other} */
    public static Plan plan(GatewayConfig before, GatewayConfig after) {
        List<String> gateway = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String component : Differences.between(before.gateway(), after.gateway())) {
            (GATEWAY_KEEPS_RUNNING.contains(component) ? gateway : refused).add("gateway." + key(component));
        }
        return new Plan(modules(before, after), LinkChanges.between(before.links(), after.links()), gateway, refused);
    }

    private static List<ModuleChange> modules(GatewayConfig before, GatewayConfig after) {
        Map<String, ModuleConfig> old = new LinkedHashMap<>();
        before.modules().forEach(module -> old.put(module.name(), module));
        Set<String> toldAnew = SharedHostLinks.toldAnew(before, after);
        List<ModuleChange> changes = new ArrayList<>();
        for (ModuleConfig module : after.modules()) {
            ModuleConfig same = old.remove(module.name());
            if (same == null) {
                changes.add(new ModuleChange(Kind.ADDED, module.name(), label(module), List.of(), false));
            } else if (!same.equals(module) || toldAnew.contains(module.name())) {
                changes.add(change(same, module, toldAnew.contains(module.name())));
            }
        }
        List<ModuleChange> all = new ArrayList<>();
        old.values()
                .forEach(gone -> all.add(new ModuleChange(Kind.REMOVED, gone.name(), label(gone), List.of(), false)));
        all.addAll(changes);
        return all;
    }

    private static ModuleChange change(ModuleConfig before, ModuleConfig after, boolean toldAnew) {
        List<String> components = Differences.between(before, after);
        List<String> texts = new ArrayList<>();
        components.forEach(component -> texts.addAll(texts(component, before, after)));
        if (toldAnew) {
            texts.add("links of host " + after.host());
        }
        boolean restarts = toldAnew || !MODULE_KEEPS_RUNNING.containsAll(components);
        return new ModuleChange(Kind.CHANGED, after.name(), label(after), texts, restarts);
    }

    private static List<String> texts(String component, ModuleConfig before, ModuleConfig after) {
        return switch (component) {
            case "argsJson" -> args(before.argsJson(), after.argsJson());
            case "activation" ->
                List.of(
                        label(before).equals(label(after))
                                ? "activation"
                                : "activation " + label(before) + " → " + label(after));
            case "lifecycle" -> lifecycle(before.lifecycle(), after.lifecycle());
            case "type" -> List.of(type(before.type(), after.type()));
            // They follow from the type.
            case "className", "path" -> after.type() == null ? List.of(key(component)) : List.of();
            default -> List.of(key(component));
        };
    }

    private static String type(@Nullable ModuleType before, @Nullable ModuleType after) {
        if (before == null || after == null || !before.name().equals(after.name())) {
            return "type";
        }
        return "version " + before.version() + " → " + after.version();
    }

    private static List<String> lifecycle(LifecycleSettings before, LifecycleSettings after) {
        List<String> keys = new ArrayList<>();
        for (String component : Differences.between(before, after)) {
            if (component.equals("restart")) {
                Differences.between(before.restart(), after.restart())
                        .forEach(part -> keys.add(RESTART_KEYS.getOrDefault(part, part)));
            } else {
                keys.add(LIFECYCLE_KEYS.getOrDefault(component, component));
            }
        }
        return keys;
    }

    /** Names only: the values may be secrets. */
    private static List<String> args(String before, String after) {
        try {
            JsonNode old = JSON.readTree(before);
            JsonNode next = JSON.readTree(after);
            Set<String> names = new TreeSet<>();
            old.fieldNames().forEachRemaining(names::add);
            next.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> old.path(name).equals(next.path(name)));
            return names.isEmpty()
                    ? List.of("args")
                    : names.stream().map(name -> "args." + name).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the arguments of a module are JSON", e);
        }
    }

    private static String key(String component) {
        return KEYS.getOrDefault(component, component);
    }

    private static String label(ModuleConfig module) {
        ActivationConfig activation = module.activation();
        if (activation instanceof ActivationConfig.Fork) {
            return "fork";
        } else if (activation instanceof ActivationConfig.Container) {
            return "container";
        } else if (activation instanceof ActivationConfig.InProcess) {
            return "in-process";
        } else if (activation instanceof ActivationConfig.External) {
            return "none";
        }
        return "service";
    }
}
