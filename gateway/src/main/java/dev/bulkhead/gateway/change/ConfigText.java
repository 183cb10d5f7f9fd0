package dev.bulkhead.gateway.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.gateway.change.Spans.Span;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was changed while a gateway ran into the text of its configuration. Whatever did not change stays as it was written:
 * comments, order, spaces, and placeholders. What can change is that modules go, get other arguments or are cloned, and that
 * links come and go.
 */
public final class ConfigText {
    private final GatewayConfig loaded;
    private final ArgsText args;
    private String text;

    private ConfigText(String text, GatewayConfig loaded) {
        this.text = text;
        this.loaded = loaded;
        args = placeholders(Spans.of(text).get("modules"), text, loaded);
    }

    /** {@return a writer that knows the placeholders of all modules: what one is given may be another's} */
    private static ArgsText placeholders(@Nullable Span modules, String text, GatewayConfig loaded) {
        ArgsText known = new ArgsText();
        for (int i = 0; modules != null && i < loaded.modules().size(); i++) {
            Span written = modules.items().get(i).get("args");
            if (written != null) {
                known = known.with(
                        text, written, ArgsText.parse(loaded.modules().get(i).argsJson()));
            }
        }
        return known;
    }

    /**
     * {@return the text of the configuration as it is now; the same text if nothing changed}
     *
     * @param text the configuration as it was written
     * @param loaded what was loaded from that text
     * @param now as it is now
     * @throws IllegalArgumentException if something else changed, which cannot be written
     */
    public static String write(String text, GatewayConfig loaded, GatewayConfig now) {
        String mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
        ConfigText config = new ConfigText(text.substring(mark.length()), loaded);
        config.write(now);
        return mark + config.text;
    }

    /**
     * {@return the text of a configuration in which a module asks for a certain version of its type's package}
     *
     * @throws IllegalArgumentException if the text has no such module
     */
    public static String withVersion(String text, String module, String version) {
        Span object = module(Spans.of(text).get("modules"), module);
        Span present = object.get("version");
        String literal = ArgsText.literal(version);
        return present == null
                ? TextEdit.append(text, object, "\"version\": " + literal)
                : TextEdit.replace(text, present, literal);
    }

    private void write(GatewayConfig now) {
        if (!loaded.gateway().equals(now.gateway())) {
            throw new IllegalArgumentException("the settings of the gateway itself changed, which cannot be written");
        }
        Map<String, ModuleConfig> old = byName(loaded);
        Map<String, ModuleConfig> present = byName(now);
        // Links of clones are like those of the originals, so these must still be there.
        Map<String, String> originals = new LinkedHashMap<>();
        present.values().stream()
                .filter(module -> !old.containsKey(module.name()))
                .forEach(module -> originals.put(module.name(), addClone(module).name()));
        addLinks(now, originals);
        removeLinks(now);
        for (ModuleConfig module : loaded.modules()) {
            ModuleConfig same = present.get(module.name());
            if (same == null) {
                remove("modules", module(module.name()));
            } else if (!same.equals(module)) {
                requireOnlyArgsDiffer(module, same);
                writeArgs(module.name(), module.argsJson(), same.argsJson());
            }
        }
    }

    private static Map<String, ModuleConfig> byName(GatewayConfig config) {
        return config.modules().stream()
                .collect(Collectors.toMap(
                        ModuleConfig::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static void requireOnlyArgsDiffer(ModuleConfig before, ModuleConfig after) {
        List<String> changed = new ArrayList<>(Differences.between(before, after));
        changed.remove("argsJson");
        if (!changed.isEmpty()) {
            throw new IllegalArgumentException("of module " + before.name()
                    + " more than its arguments changed, which cannot be written: " + String.join(", ", changed));
        }
    }

    private ModuleConfig addClone(ModuleConfig module) {
        Optional<ModuleConfig> original = loaded.modules().stream()
                .filter(other -> List.of("name").containsAll(Differences.between(other, module)))
                .findFirst()
                .or(() -> loaded.modules().stream()
                        .filter(other -> List.of("name", "argsJson").containsAll(Differences.between(other, module)))
                        .findFirst());
        ModuleConfig like = original.orElseThrow(() -> new IllegalArgumentException(
                "module " + module.name() + " is like no module in the file, so it cannot be written"));
        appendLike("modules", module(like.name()), Map.of("name", module.name()));
        writeArgs(module.name(), like.argsJson(), module.argsJson());
        return like;
    }

    private void writeArgs(String module, String before, String after) {
        JsonNode loadedArgs = ArgsText.parse(before);
        JsonNode next = ArgsText.parse(after);
        if (loadedArgs.equals(next)) {
            return;
        }
        Span object = module(module);
        Span written = object.get("args");
        if (written == null) {
            text = TextEdit.append(text, object, "\"args\": " + args.json(next));
        } else {
            text = args.with(text, written, loadedArgs).edit(text, written, loadedArgs, next);
        }
    }

    private void addLinks(GatewayConfig now, Map<String, String> originals) {
        for (LinkSpec link : now.links()) {
            if (loaded.links().contains(link)) {
                continue;
            }
            int like = loaded.links().indexOf(withEnds(link, originals));
            if (like >= 0) {
                appendLike("links", links().get(like), Map.of("source", link.source(), "sink", link.sink()));
            } else {
                appendLink(LinkText.json(link));
            }
        }
    }

    private static LinkSpec withEnds(LinkSpec link, Map<String, String> originals) {
        return link.withEnds(
                originals.getOrDefault(link.source(), link.source()), originals.getOrDefault(link.sink(), link.sink()));
    }

    private void removeLinks(GatewayConfig now) {
        for (int i = loaded.links().size() - 1; i >= 0; i--) {
            if (!now.links().contains(loaded.links().get(i))) {
                remove("links", links().get(i));
            }
        }
    }

    private void appendLike(String array, Span like, Map<String, String> strings) {
        String part = text.substring(like.valueStart(), like.end());
        for (Map.Entry<String, String> string : strings.entrySet()) {
            Span value = Spans.of(part).get(string.getKey());
            if (value != null && !value.text().equals(string.getValue())) {
                part = TextEdit.replace(part, value, ArgsText.literal(string.getValue()));
            }
        }
        text = TextEdit.append(text, array(array), part);
    }

    private void appendLink(String json) {
        Span root = Spans.of(text);
        Span links = root.get("links");
        text = links == null
                ? TextEdit.append(text, root, "\"links\": [" + json + "]")
                : TextEdit.append(text, links, json);
    }

    private void remove(String array, Span item) {
        text = TextEdit.remove(text, array(array), item);
    }

    private List<Span> links() {
        return array("links").items();
    }

    private Span array(String key) {
        Span array = Spans.of(text).get(key);
        if (array == null) {
            throw new IllegalArgumentException("there are no \"" + key + "\" in the text that was loaded");
        }
        return array;
    }

    private Span module(String name) {
        return module(array("modules"), name);
    }

    private static Span module(@Nullable Span modules, String name) {
        Span found = null;
        for (Span module : modules == null ? List.<Span>of() : modules.items()) {
            if (module.textOf("name").equals(name)) {
                found = module;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no module \"" + name + "\" in the text, or a placeholder stands for its name");
        }
        return found;
    }
}
