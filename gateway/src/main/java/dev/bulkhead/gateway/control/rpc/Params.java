package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.OptionalInt;

/**
 * The parameters of a call.
 *
 * @param json an object, or what is missing or null
 */
record Params(JsonNode json) {
    Params {
        json = json.isNull() ? MissingNode.getInstance() : json;
    }

    boolean isEmpty() {
        return json.isEmpty();
    }

    /** {@return a text that must be there} */
    String text(String key) throws RpcException {
        JsonNode value = json.path(key);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw bad(key, "a string", value);
        }
        return value.asText();
    }

    /** {@return an object that must be there} */
    JsonNode object(String key) throws RpcException {
        JsonNode value = json.path(key);
        if (!value.isObject()) {
            throw bad(key, "an object", value);
        }
        return value;
    }

    /** {@return a whole number from 0 to {@code largest} that may be there} */
    OptionalInt whole(String key, int largest) throws RpcException {
        JsonNode value = json.path(key);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0 || value.asInt() > largest) {
            throw bad(key, "a whole number from 0 to " + largest, value);
        }
        return OptionalInt.of(value.asInt());
    }

    private static RpcException bad(String key, String expected, JsonNode value) {
        String is = value.isMissingNode() ? "is missing" : "is " + Abbreviation.of(value.toString());
        return new RpcException(RpcException.BAD_PARAMS, "params." + key + " " + is + "; expected is " + expected);
    }
}
