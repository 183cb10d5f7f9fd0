package dev.bulkhead.gateway.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON with comments into nodes that know their places. */
final class NodeParser {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
    private static final String ANY_VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private static final Node.Place START = new Node.Place(1, 1, "");

    private final Problems problems;

    NodeParser(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a whole text.
     *
     * @throws ConfigException if it is no JSON, along with the problems found before
     */
    Node parse(String text) throws ConfigException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                problems.add(START, "the file is empty; the least is {\"modules\":[...]}");
                throw problems.asException();
            }
            Node root = value(parser, START);
            if (parser.nextToken() != null) {
                problems.add(place(parser, START), "there is something behind the end of the configuration");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw noJson(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
    }

    /**
     * Reads a text only as far as the value of a key of the outermost object.
     *
     * @return the value; null if the text has no such key
     * @throws ConfigException if the text is no JSON, or no object, before that
     */
    @Nullable
    Node find(String text, String key) throws ConfigException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(START, "this is no JSON object");
                throw problems.asException();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                Node.Place place = place(parser, START).at(name);
                parser.nextToken();
                if (name.equals(key)) {
                    return value(parser, place);
                }
                parser.skipChildren();
            }
            return null;
        } catch (JsonProcessingException e) {
            throw noJson(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
    }

    private ConfigException noJson(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            problems.add(START, "the configuration is nested too deeply, or holds something too long");
            return problems.asException();
        }
        JsonLocation at = e.getLocation();
        Node.Place place = at == null ? START : new Node.Place(at.getLineNr(), at.getColumnNr(), "");
        problems.add(place, "this is not JSON: " + plain(e.getOriginalMessage()));
        return problems.asException();
    }

    private static String plain(String jargon) {
        String text = jargon.replaceAll(" \\(code \\d+[^)]*\\)", "")
                .replaceAll("\\(start marker at .*\\)", "")
                .replace("double-quote to start field name", "a key in double quotes")
                .replace("valid value " + ANY_VALUE, "value")
                .replace(ANY_VALUE, "a value")
                .strip();
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private Node value(JsonParser parser, Node.Place at) throws IOException {
        Node.Place place = place(parser, at);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> array(parser, place);
            case VALUE_STRING -> Node.scalar(Node.Kind.STRING, place, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> Node.scalar(Node.Kind.BOOLEAN, place, parser.getText());
            case VALUE_NULL -> Node.scalar(Node.Kind.NULL, place, "null");
            default -> Node.scalar(Node.Kind.NUMBER, place, parser.getText());
        };
    }

    private Node object(JsonParser parser, Node.Place place) throws IOException {
        Node object = Node.object(place);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Node.Place key = place(parser, place).at(name);
            parser.nextToken();
            Node value = value(parser, key);
            Node.Member earlier = object.members().putIfAbsent(name, new Node.Member(key, value));
            if (earlier != null) {
                problems.add(
                        key,
                        "the key \"" + name + "\" stands here a second time, first in line "
                                + earlier.key().line());
            }
        }
        return object;
    }

    private Node array(JsonParser parser, Node.Place place) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, place.at(String.valueOf(items.size()))));
        }
        return new Node(Node.Kind.ARRAY, place, "", "", Map.of(), items);
    }

    private static Node.Place place(JsonParser parser, Node.Place at) {
        JsonLocation location = parser.currentTokenLocation();
        return new Node.Place(location.getLineNr(), location.getColumnNr(), at.pointer());
    }
}
