package dev.bulkhead.samples;

import com.dashjoin.jsonata.Functions;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, numbers, booleans and null. */
final class Json {
    private Json() {}

    /**
     * {@return the value}
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    static @Nullable Object parse(String text) {
        try {
            return com.dashjoin.jsonata.json.Json.parseJson(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the content is no JSON: " + e.getMessage(), e);
        }
    }

    /** {@return the JSON text of a value; a text stays as it is, without quotes} */
    static String text(Object value) {
        return Functions.string(value, false);
    }
}
