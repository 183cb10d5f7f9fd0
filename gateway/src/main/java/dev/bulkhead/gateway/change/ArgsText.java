package dev.bulkhead.gateway.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bulkhead.gateway.change.Spans.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes new arguments over those in a text. What is the same stays as it was written, and what a placeholder stood for is never
 * written in its place, wherever it is now, in arguments of another module too: it may be a secret.
 */
final class ArgsText {
    /** What was substituted, and how that was written, with its quotes. */
    private final Map<String, String> placeholders = new LinkedHashMap<>();

    /** Makes a writer that knows no placeholder. */
    ArgsText() {}

    /**
     * {@return a writer that knows the placeholders in some arguments too, and takes them before those of the same meaning}
     *
     * @param text the whole text
     * @param written the arguments in it
     * @param loaded the same, with placeholders filled in
     */
    ArgsText with(String text, Span written, JsonNode loaded) {
        ArgsText both = new ArgsText();
        both.placeholders.putAll(placeholders);
        both.collect(text, written, loaded);
        return both;
    }

    private void collect(String text, Span written, JsonNode loaded) {
        written.members().forEach((key, member) -> collect(text, member, loaded.path(key)));
        for (int i = 0; i < written.items().size(); i++) {
            collect(text, written.items().get(i), loaded.path(i));
        }
        if (written.string() && !written.text().equals(loaded.asText())) {
            placeholders.put(loaded.asText(), text.substring(written.valueStart(), written.end()));
        }
    }

    /** {@return the whole text with other values in the place of those that differ} */
    String edit(String text, Span written, JsonNode loaded, JsonNode next) {
        if (loaded.equals(next)) {
            return text;
        }
        if (!written.isObject() || !next.isObject()) {
            return TextEdit.replace(text, written, json(next));
        }
        String edited = text;
        // From the end on, because the places before stay what they are.
        List<String> keys = new ArrayList<>(written.members().keySet());
        for (int i = keys.size() - 1; i >= 0; i--) {
            String key = keys.get(i);
            Span member = written.members().get(key);
            if (member != null && next.has(key)) {
                edited = edit(edited, member, loaded.path(key), next.path(key));
            }
        }
        return addAndRemove(edited, written.valueStart(), loaded, next);
    }

    private String addAndRemove(String text, int start, JsonNode loaded, JsonNode next) {
        String edited = text;
        for (Iterator<String> keys = loaded.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!next.has(key)) {
                Span object = at(edited, start);
                Span member = object.get(key);
                edited = member == null ? edited : TextEdit.remove(edited, object, member);
            }
        }
        for (Iterator<String> keys = next.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!loaded.has(key)) {
                edited = TextEdit.append(edited, at(edited, start), quoted(key) + ": " + json(next.path(key)));
            }
        }
        return edited;
    }

    /** {@return the object that begins there} */
    private static Span at(String text, int start) {
        return find(Spans.of(text), start);
    }

    private static Span find(Span among, int start) {
        Span within = among;
        while (within.valueStart() != start) {
            Span parent = within;
            within = parent.parts().stream()
                    .filter(part -> part.start() <= start && start < part.end())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nothing begins there"));
        }
        return within;
    }

    /** {@return a value as it is to be written} */
    String json(JsonNode value) {
        if (value.isObject()) {
            List<String> members = new ArrayList<>();
            value.properties().forEach(member -> members.add(quoted(member.getKey()) + ": " + json(member.getValue())));
            return members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(json(item)));
            return "[" + String.join(", ", items) + "]";
        }
        if (!value.isTextual()) {
            return value.toString();
        }
        String placeholder = placeholders.get(value.asText());
        return placeholder == null ? literal(value.asText()) : placeholder;
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** {@return a string that means itself} */
    static String literal(String text) {
        return quoted(text.replace("${", "$${"));
    }

    static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the arguments are no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
