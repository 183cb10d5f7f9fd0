package dev.bulkhead.gateway.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds where in a text of JSON with comments each value stands, so that one can be changed and all else stays as it is. */
final class Spans {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    /**
     * A value, or of an object's member the key and the value.
     *
     * @param start where it begins
     * @param valueStart where the value begins
     * @param end behind it
     * @param text of a string its text; else as it is written
     */
    record Span(
            int start,
            int valueStart,
            int end,
            boolean string,
            String text,
            Map<String, Span> members,
            List<Span> items) {
        @Nullable
        Span get(String key) {
            return members.get(key);
        }

        boolean isObject() {
            return text.equals("{");
        }

        boolean isArray() {
            return text.equals("[");
        }

        /** {@return the parts of an object or array, in their order} */
        List<Span> parts() {
            return isObject() ? List.copyOf(members.values()) : items;
        }

        /** {@return the text of a string under a key; empty if it is not there} */
        String textOf(String key) {
            Span value = get(key);
            return value == null ? "" : value.text();
        }
    }

    private Spans() {}

    /** {@return the value in a text, which must be good JSON} */
    static Span of(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return value(parser, offset(parser));
        } catch (IOException e) {
            throw new IllegalArgumentException("this is no JSON: " + e.getMessage(), e);
        }
    }

    private static Span value(JsonParser parser, int start) throws IOException {
        int valueStart = offset(parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Span> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                int keyStart = offset(parser);
                parser.nextToken();
                members.put(key, value(parser, keyStart));
            }
            return new Span(start, valueStart, offset(parser) + 1, false, "{", members, List.of());
        }
        if (token == JsonToken.START_ARRAY) {
            List<Span> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, offset(parser)));
            }
            return new Span(start, valueStart, offset(parser) + 1, false, "[", Map.of(), items);
        }
        String text = parser.getText();
        int end = token == JsonToken.VALUE_STRING
                ? (int) parser.currentLocation().getCharOffset()
                : valueStart + text.length();
        return new Span(start, valueStart, end, token == JsonToken.VALUE_STRING, text, Map.of(), List.of());
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }
}
