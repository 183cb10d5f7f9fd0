package dev.bulkhead.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of a host's configuration, token by token: there are ten keys, and every class costs each host memory. */
final class HostConfigReader {
    private static final List<String> KEYS =
            List.of("listen", "remote", "module", "token", "keys", "gatewayKey", "security");
    private static final List<String> MODULE_KEYS = List.of("name", "class", "path");

    private final JsonParser json;
    private HostConfig.@Nullable Hosted module;

    private HostConfigReader(JsonParser json) {
        this.json = json;
    }

    /**
     * {@return the configuration, with its path as written}
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is wrong, with the place
     */
    static HostConfig read(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            return new HostConfigReader(json).config();
        }
    }

    private HostConfig config() throws IOException {
        json.nextToken();
        Map<String, String> texts = object("the configuration", KEYS);
        String listen = required(texts, "listen");
        String remote = required(texts, "remote");
        HostConfig.Hosted hosted = module;
        if (hosted == null) {
            throw wrong("the key \"module\" is missing");
        }
        if (json.nextToken() != null) {
            throw wrong("there is something behind the end of the configuration");
        }
        HostSecurity security =
                new HostSecurity(path("keys", texts.get("keys")), texts.get("gatewayKey"), texts.get("security"));
        return new HostConfig(listen, remote, hosted, texts.get("token"), security);
    }

    private HostConfig.Hosted hosted() throws IOException {
        Map<String, String> texts = object("\"module\"", MODULE_KEYS);
        return new HostConfig.Hosted(
                required(texts, "name"), required(texts, "class"), path("path", texts.get("path")));
    }

    private @Nullable Path path(String key, @Nullable String text) throws JsonParseException {
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong("\"" + key + "\" is no path: " + e.getMessage());
        }
    }

    /** {@return the texts of the object at this place; the parser is at its end then} */
    private Map<String, String> object(String what, List<String> keys) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(what + " must be an object");
        }
        Map<String, String> texts = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            if (!keys.contains(key)) {
                throw wrong("there is no key \"" + key + "\"; there are " + String.join(", ", keys));
            }
            json.nextToken();
            if (key.equals("module")) {
                module = hosted();
            } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                texts.put(key, json.getText());
            } else if (json.currentToken() != JsonToken.VALUE_NULL) {
                throw wrong("\"" + key + "\" must be a text in quotes");
            }
        }
        return texts;
    }

    private String required(Map<String, String> texts, String key) throws JsonParseException {
        String text = texts.get(key);
        if (text == null) {
            throw wrong("the key \"" + key + "\" is missing");
        }
        return text;
    }

    private JsonParseException wrong(String text) {
        return new JsonParseException(json, text, json.currentTokenLocation());
    }
}
