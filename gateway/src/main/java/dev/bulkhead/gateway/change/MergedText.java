package dev.bulkhead.gateway.change;

import dev.bulkhead.gateway.change.Spans.Span;
import java.util.List;
import java.util.Map;

/** Adds to the text of a configuration what an application says in code. What stood there stays in its line. */
public final class MergedText {
    private String text;

    private MergedText(String text) {
        this.text = text;
    }

    /**
     * {@return the text with all that}
     *
     * @param text the configuration as it is written
     * @param modules modules to add behind those that are there, as JSON without line breaks
     * @param links links, likewise
     * @param gateway settings of the gateway, by key, which win over those that are there
     * @throws IllegalArgumentException if the text is no configuration to which anything can be added
     */
    public static String of(String text, List<String> modules, List<String> links, Map<String, String> gateway) {
        MergedText merged = new MergedText(text);
        merged.append("modules", modules);
        merged.append("links", links);
        gateway.forEach(merged::put);
        return merged.text;
    }

    /** {@return how many items an array of the text has; 0 if there is no such array} */
    public static int count(String text, String array) {
        Span span = Spans.of(text).get(array);
        return span == null ? 0 : span.items().size();
    }

    private void append(String key, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        String json = String.join(", ", items);
        Span root = Spans.of(text);
        Span array = root.get(key);
        if (array == null) {
            add(root, "\"" + key + "\": [" + json + "]");
        } else if (array.isArray()) {
            add(array, json);
        }
    }

    private void put(String key, String json) {
        Span root = Spans.of(text);
        Span gateway = root.get("gateway");
        if (gateway == null) {
            add(root, "\"gateway\": {\"" + key + "\": " + json + "}");
        } else if (gateway.isObject()) {
            Span value = gateway.get(key);
            if (value == null) {
                add(gateway, "\"" + key + "\": " + json);
            } else {
                text = TextEdit.replace(text, value, json);
            }
        }
    }

    /** In the line where the last part ends, so that no other line moves. */
    private void add(Span to, String part) {
        if (!to.isObject() && !to.isArray()) {
            throw new IllegalArgumentException("the configuration is no object");
        }
        List<Span> parts = to.parts();
        int at = parts.isEmpty()
                ? to.valueStart() + 1
                : parts.get(parts.size() - 1).end();
        text = text.substring(0, at) + (parts.isEmpty() ? part : ", " + part) + text.substring(at);
    }
}
