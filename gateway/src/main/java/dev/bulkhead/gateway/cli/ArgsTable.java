package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The arguments of a type, from its JSON Schema, for people. */
final class ArgsTable {
    private static final int DEEPEST = 4;
    private static final List<String> LIMITS = List.of(
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "pattern",
            "format",
            "default");

    /** Of a terminal: with a text up to its end, such as a title; with parameters, such as a colour; and short ones. */
    private static final Pattern ESCAPES = Pattern.compile(
            "(?:\\u001B[\\]PX^_]|[\\u009D\\u0090\\u0098\\u009E\\u009F])[^\\u0007\\u001B\\u009C]*(?:\\u0007|\\u001B\\\\|\\u009C)?"
                    + "|(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]?"
                    + "|\\u001B[ -/]*[0-~]?");

    private ArgsTable() {}

    static String of(JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return "    no arguments\n";
        }
        TextTable table = new TextTable().row("ARGUMENT", "TYPE", "REQUIRED", "LIMITS", "MEANING");
        add(table, schema, "", 0);
        return table.format("    ");
    }

    private static void add(TextTable table, JsonNode schema, String prefix, int depth) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            JsonNode value = each.getValue();
            table.row(
                    plain(prefix + each.getKey()),
                    type(value),
                    required.contains(each.getKey()) ? "yes" : "",
                    plain(limits(value)),
                    plain(value.path("description").asText()));
            if (depth < DEEPEST) {
                add(table, value, prefix + each.getKey() + ".", depth + 1);
                add(table, value.path("items"), prefix + each.getKey() + "[].", depth + 1);
            }
        }
    }

    private static String type(JsonNode value) {
        if (value.has("items")) {
            return "array of " + type(value.path("items"));
        }
        List<String> words = new ArrayList<>();
        if (value.path("type").isArray()) {
            value.path("type").forEach(word -> words.add(word.asText()));
        } else {
            words.add(value.path("type").asText(value.has("enum") ? "word" : "any"));
        }
        return plain(String.join(" or ", words));
    }

    private static String limits(JsonNode value) {
        List<String> limits = new ArrayList<>();
        if (value.has("enum")) {
            List<String> words = new ArrayList<>();
            value.path("enum").forEach(word -> words.add(word.asText()));
            limits.add(String.join(" | ", words));
        }
        for (String keyword : LIMITS) {
            if (value.has(keyword)) {
                limits.add(keyword + " "
                        + value.path(keyword).asText(value.path(keyword).toString()));
            }
        }
        return String.join(", ", limits);
    }

    /** {@return the text of a stranger, as a terminal may get it} */
    static String plain(String text) {
        return ESCAPES.matcher(text)
                .replaceAll("")
                .replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u202A-\\u202E\\u2066-\\u2069]", " ");
    }
}
