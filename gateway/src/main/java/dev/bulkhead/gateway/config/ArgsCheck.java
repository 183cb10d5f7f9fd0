package dev.bulkhead.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.packages.ArgsSchema;
import dev.bulkhead.gateway.packages.Violation;
import dev.bulkhead.packages.OfferedType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of a module against the schema of its type, and says what is wrong where it stands. */
final class ArgsCheck {
    private final OfferedType type;
    private final Node.Place place;
    private final Problems problems;

    /**
     * Prepares.
     *
     * @param place where the arguments stand, or the module if it has none
     */
    ArgsCheck(OfferedType type, Node.Place place, Problems problems) {
        this.type = type;
        this.place = place;
        this.problems = problems;
    }

    void check(Node args) {
        if (type.args().isEmpty() || (args.members().isEmpty() && !type.args().has("required"))) {
            // Nothing can be wrong, and nothing need be loaded to see that.
            return;
        }
        try {
            for (Violation violation : ArgsSchema.violations(type.args(), NodeWriter.write(args))) {
                report(args, violation);
            }
        } catch (IllegalArgumentException e) {
            problems.add(
                    place, "the schema for the arguments of " + type.name() + " cannot be used: " + e.getMessage());
        }
    }

    private void report(Node args, Violation violation) {
        Node node = args;
        for (String step : violation.path()) {
            Node next = node.kind() == Node.Kind.ARRAY ? item(node, step) : node.get(step);
            if (next == null) {
                break;
            }
            node = next;
        }
        Node.Member member =
                violation.property() == null ? null : node.members().get(violation.property());
        Node.Place own = violation.path().isEmpty() ? place : node.place();
        problems.add(member == null ? own : member.key(), text(node, violation));
    }

    private static @Nullable Node item(Node array, String step) {
        int index = Integer.parseInt(step);
        return index < array.items().size() ? array.items().get(index) : null;
    }

    private String text(Node node, Violation violation) {
        JsonNode limit = violation.limit();
        return switch (violation.keyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                "there is no argument \"" + violation.property() + "\" of " + type.name()
                        + Suggestion.of(String.valueOf(violation.property()), violation.known());
            case "required" -> "the argument \"" + violation.property() + "\" of " + type.name() + " is missing";
            case "minimum" -> node.quoted() + " is below the minimum of " + limit.asText();
            case "maximum" -> node.quoted() + " is above the maximum of " + limit.asText();
            case "exclusiveMinimum" -> node.quoted() + " is not above " + limit.asText();
            case "exclusiveMaximum" -> node.quoted() + " is not below " + limit.asText();
            case "enum" -> "there is no " + node.quoted() + " here" + Suggestion.of(node.written(), texts(limit));
            case "type" -> node.quoted() + " does not fit here; expected is " + words(limit);
            case "pattern" -> node.quoted() + " does not fit here; expected is text like " + limit.asText();
            case "minItems" ->
                node.items().size() + " of them are fewer than the " + limit.asText() + " that there must be";
            case "maxItems" ->
                node.items().size() + " of them are more than the " + limit.asText() + " that there may be";
            default -> violation.text();
        };
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static String words(JsonNode types) {
        if (types.isArray()) {
            List<String> words = new ArrayList<>();
            types.forEach(each -> words.add(words(each)));
            return String.join(" or ", words);
        }
        return switch (types.asText()) {
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "string" -> "a string";
            case "boolean" -> "true or false";
            case "array" -> "an array";
            case "object" -> "an object";
            default -> types.asText();
        };
    }
}
