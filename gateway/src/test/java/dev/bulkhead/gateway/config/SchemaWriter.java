package dev.bulkhead.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes the JSON Schema of the configuration from the description that the loader follows. */
final class SchemaWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACEHOLDER = "\\$\\{";
    private static final String DURATION = "^" + Quantities.DURATION_PATTERN + "$";
    private static final String SIZE = "^" + Quantities.SIZE_PATTERN + "$";

    private SchemaWriter() {}

    static String write() throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Bulkhead's gateway.json");
        root.setAll(object(Keys.ROOT));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode object(ObjectSpec spec) {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.createArrayNode();
        for (KeySpec key : spec.keys()) {
            properties.set(key.name(), value(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode value(KeySpec key) {
        ObjectNode schema = JSON.createObjectNode().put("description", key.meaning());
        schema.setAll(type(key.type()));
        if (key.fallback() != null) {
            schema.set("default", parsed(key.fallback()));
        }
        return schema;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }

    private static ObjectNode type(ValueType type) {
        if (type instanceof ValueType.Text text) {
            return text.pattern().isEmpty() ? string() : pattern("^(" + text.pattern() + ")$");
        }
        if (type instanceof ValueType.OneOf oneOf) {
            return words(oneOf);
        }
        if (type instanceof ValueType.Time) {
            return pattern(DURATION);
        }
        if (type instanceof ValueType.Size) {
            return pattern(SIZE);
        }
        if (type instanceof ValueType.Whole whole) {
            return JSON.createObjectNode()
                    .put("type", "integer")
                    .put("minimum", whole.least())
                    .put("maximum", whole.most());
        }
        if (type instanceof ValueType.Cores cores) {
            return JSON.createObjectNode()
                    .put("type", "number")
                    .put("minimum", cores.least())
                    .put("maximum", cores.most());
        }
        if (type instanceof ValueType.Flag) {
            return JSON.createObjectNode().put("type", "boolean");
        }
        return container(type);
    }

    private static ObjectNode container(ValueType type) {
        if (type instanceof ValueType.Shape shape) {
            return object(shape.spec());
        }
        if (type instanceof ValueType.Switch word) {
            ObjectNode schema = JSON.createObjectNode();
            schema.putArray("anyOf")
                    .add(JSON.createObjectNode().put("type", "boolean"))
                    .add(object(word.spec()));
            return schema;
        }
        if (type instanceof ValueType.Free) {
            return JSON.createObjectNode().put("type", "object");
        }
        if (type instanceof ValueType.Texts) {
            ObjectNode texts = JSON.createObjectNode().put("type", "object");
            texts.set("additionalProperties", string());
            return texts;
        }
        if (type instanceof ValueType.Items items) {
            ObjectNode array = JSON.createObjectNode().put("type", "array").put("minItems", items.least());
            array.set("items", type(items.item()));
            return array;
        }
        if (type instanceof ValueType.Activation activation) {
            return activation(activation);
        }
        throw new IllegalArgumentException("the schema does not know " + type);
    }

    private static ObjectNode activation(ValueType.Activation activation) {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode forms = schema.putArray("anyOf").add(words(activation.word()));
        activation.shapes().forEach(shape -> forms.add(object(shape)));
        return schema;
    }

    private static ObjectNode words(ValueType.OneOf oneOf) {
        return pattern("^(" + String.join("|", List.copyOf(oneOf.allowed())) + ")$");
    }

    private static ObjectNode string() {
        return JSON.createObjectNode().put("type", "string");
    }

    /** A string that has this form, or has a placeholder and so will have it. */
    private static ObjectNode pattern(String pattern) {
        return string().put("pattern", pattern + "|" + PLACEHOLDER);
    }
}
