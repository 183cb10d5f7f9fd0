package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.message.FrameEncoder;
import dev.bulkhead.wire.message.MalformedFrameException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/** Messages as text: a frame in hex, or JSON with the properties and the content in Base64. */
final class MessageText {
    private static final String PROPERTIES = "properties";
    private static final String CONTENT = "contentBase64";

    /** The gateway's own limit of a message decides, not that of a JSON library. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MessageText() {}

    /** A line that is no message; its text says why. */
    static final class BadLineException extends Exception {
        private static final long serialVersionUID = 1;

        BadLineException(String text) {
            super(text);
        }

        String asJson() {
            return MAPPER.createObjectNode().put("error", getMessage()).toString();
        }
    }

    /** {@return the JSON of a frame in hex} */
    static String decode(String hex) throws BadLineException {
        Message message = decodeFrame(hex);
        ObjectNode json = MAPPER.createObjectNode();
        ObjectNode properties = json.putObject(PROPERTIES);
        message.properties().forEach(properties::put);
        return json.put(CONTENT, Base64.getEncoder().encodeToString(message.content()))
                .toString();
    }

    private static Message decodeFrame(String hex) throws BadLineException {
        try {
            return FrameDecoder.decode(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new BadLineException(
                    "the line is not hexadecimal: an even number of the digits 0-9 a-f is expected, and nothing else");
        } catch (MalformedFrameException e) {
            throw new BadLineException(String.valueOf(e.getMessage()));
        }
    }

    /** {@return the frame in hex of a message in JSON} */
    static String encode(String json) throws BadLineException {
        JsonNode root = parse(json);
        if (!root.isObject()) {
            throw new BadLineException(
                    "the line is no JSON object; expected {\"properties\":{...},\"contentBase64\":\"...\"}");
        }
        for (Iterator<String> keys = root.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!key.equals(PROPERTIES) && !key.equals(CONTENT)) {
                throw new BadLineException("/" + key + ": there is no such key; allowed are properties, contentBase64");
            }
        }
        Message.Builder message = Message.builder();
        addProperties(message, root.path(PROPERTIES));
        message.content(content(root.path(CONTENT)));
        return HexFormat.of().formatHex(FrameEncoder.encode(message.build()));
    }

    private static JsonNode parse(String json) throws BadLineException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new BadLineException("at column " + column + ": " + e.getOriginalMessage());
        }
    }

    private static void addProperties(Message.Builder message, JsonNode properties) throws BadLineException {
        if (properties.isMissingNode()) {
            return;
        }
        if (!properties.isObject()) {
            throw new BadLineException("/properties: must be an object");
        }
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (!property.getValue().isTextual()) {
                throw new BadLineException("/properties/" + property.getKey() + ": must be a string");
            }
            try {
                message.property(property.getKey(), property.getValue().textValue());
            } catch (IllegalArgumentException e) {
                throw new BadLineException("/properties: " + e.getMessage());
            }
        }
    }

    private static byte[] content(JsonNode content) throws BadLineException {
        if (content.isMissingNode()) {
            return new byte[0];
        }
        try {
            if (content.isTextual()) {
                return Base64.getDecoder().decode(content.textValue());
            }
        } catch (IllegalArgumentException e) {
            throw new BadLineException("/contentBase64: " + e.getMessage());
        }
        throw new BadLineException("/contentBase64: must be a string");
    }
}
