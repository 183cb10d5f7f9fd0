package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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

    /** {@return a text that may be there} */
    Optional<String> textIfThere(String key) throws RpcException {
        return json.path(key).isMissingNode() ? Optional.empty() : Optional.of(text(key));
    }

    /** {@return a word that is false where it is not there} */
    boolean flag(String key) throws RpcException {
        JsonNode value = json.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw bad(key, "true or false", value);
        }
        return value.asBoolean();
    }

    /** {@return a whole number from 0 that may be there} */
    OptionalLong number(String key) throws RpcException {
        JsonNode value = json.path(key);
        return value.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(number(key, value));
    }

    /** {@return whole numbers from 0, at least one} */
    List<Long> numbers(String key) throws RpcException {
        JsonNode value = json.path(key);
        if (!value.isArray() || value.isEmpty()) {
            throw bad(key, "an array of whole numbers", value);
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode each : value) {
            numbers.add(number(key, each));
        }
        return numbers;
    }

    private static long number(String key, JsonNode value) throws RpcException {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw bad(key, "a whole number", value);
        }
        return value.asLong();
    }

    /** {@return what to say of something that must be there} */
    RpcException missing(String key, String expected) {
        return bad(key, expected, json.path(key));
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
