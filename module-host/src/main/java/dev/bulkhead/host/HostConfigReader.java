package dev.bulkhead.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text of a host's configuration, token by token: there are few keys, and every class costs each host memory. */
final class HostConfigReader {
    private static final List<String> KEYS =
            List.of("listen", "remote", "module", "token", "keys", "gatewayKey", "security");
    private static final List<String> PLAN_KEYS =
            List.of("listen", "remote", "module", "token", "keys", "gatewayKey", "security", "host", "modules");
    private static final List<String> MODULE_KEYS = List.of("name", "class", "path");

    private final JsonParser json;
    private HostConfig.@Nullable Hosted module;
    private List<HostConfig> modules = List.of();

    private HostConfigReader(JsonParser json) {
        this.json = json;
    }

    /**
     * {@return the configuration in a file, with its paths as written}
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is wrong, with the place
     */
    static HostPlan read(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            return new HostConfigReader(json).plan();
        }
    }

    /**
     * {@return what a line says about one module, with its token}
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is wrong
     */
    static HostConfig readLine(String line) throws JsonProcessingException {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            return new HostConfigReader(json).listed();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("reading a string cannot fail", e);
        }
    }

    private HostPlan plan() throws IOException {
        json.nextToken();
        Map<String, String> texts = object("the configuration", PLAN_KEYS);
        String host = texts.get("host");
        HostPlan plan = host == null ? new HostPlan(null, List.of(config(texts))) : new HostPlan(host, modules);
        if (json.nextToken() != null) {
            throw wrong("there is something behind the end of the configuration");
        }
        return plan;
    }

    private HostConfig config(Map<String, String> texts) throws IOException {
        String listen = required(texts, "listen");
        String remote = required(texts, "remote");
        HostConfig.Hosted hosted = module;
        if (hosted == null) {
            throw wrong("the key \"module\" is missing");
        }
        HostSecurity security =
                new HostSecurity(path("keys", texts.get("keys")), texts.get("gatewayKey"), texts.get("security"));
        return new HostConfig(listen, remote, hosted, texts.get("token"), security);
    }

    private List<HostConfig> list() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("\"modules\" must be an array");
        }
        List<HostConfig> listed = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            listed.add(listed());
        }
        return listed;
    }

    private HostConfig listed() throws IOException {
        Map<String, String> texts = object("a module", KEYS);
        String unused = required(texts, "token");
        HostConfig config = config(texts);
        module = null;
        return config;
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
            } else if (key.equals("modules")) {
                modules = list();
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
