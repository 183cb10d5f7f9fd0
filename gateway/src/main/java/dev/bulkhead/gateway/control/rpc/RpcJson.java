package dev.bulkhead.gateway.control.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON of requests and answers. */
final class RpcJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 64;
    private static final int MAX_NAME = 1024;

    /** An identifier comes back as it was sent: no digit of it is lost. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectMapper OWN = new ObjectMapper();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_DIGITS)
                        .maxNameLength(MAX_NAME)
                        .build());
    }

    private RpcJson() {}

    /** {@return what a text says} */
    static JsonNode parse(String text) throws RpcException {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json.isMissingNode()) {
                throw new RpcException(RpcException.NO_JSON, "this is no JSON: there is nothing");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new RpcException(RpcException.NO_JSON, "this is no JSON: " + Abbreviation.of(e.getOriginalMessage()));
        } catch (NumberFormatException e) {
            // Jackson lets it through for an exponent that no number can have.
            throw new RpcException(
                    RpcException.NO_JSON, "this is no JSON: " + Abbreviation.of(String.valueOf(e.getMessage())));
        }
    }

    /** {@return what the gateway itself has written as JSON} */
    static JsonNode own(String text) {
        try {
            return OWN.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is no JSON: " + text, e);
        }
    }

    static ObjectNode object() {
        return OWN.createObjectNode();
    }

    static ObjectNode result(JsonNode id, JsonNode result) {
        ObjectNode answer = object().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.set("result", result);
        return answer;
    }

    static ObjectNode error(JsonNode id, RpcException error) {
        ObjectNode answer = object().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", error.code()).put("message", error.getMessage());
        return answer;
    }

    /** {@return a message without an answer} */
    static String notification(String method, JsonNode params) {
        ObjectNode message = object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        return message.toString();
    }
}
