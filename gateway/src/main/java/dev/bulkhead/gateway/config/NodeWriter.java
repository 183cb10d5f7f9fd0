package dev.bulkhead.gateway.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Writes nodes as JSON again: without comments, and every number as it was written. */
final class NodeWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private NodeWriter() {}

    static String write(Node node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(node, json);
        } catch (IOException e) {
            throw new IllegalStateException("writing a string cannot fail", e);
        }
        return text.toString();
    }

    private static void write(Node node, JsonGenerator json) throws IOException {
        switch (node.kind()) {
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, Node.Member> member : node.members().entrySet()) {
                    json.writeFieldName(member.getKey());
                    write(member.getValue().value(), json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (Node item : node.items()) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case STRING -> json.writeString(node.text());
            case NUMBER, BOOLEAN, NULL -> json.writeRawValue(node.text());
        }
    }
}
