package dev.bulkhead.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.change.MergedText;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.ConfigProblem;
import dev.bulkhead.gateway.config.ConfigSource;
import dev.bulkhead.gateway.config.GatewayConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A configuration of which a part stands in a text, and a part in an application's code. */
final class EmbeddedConfig implements ConfigSource {
    /** Something that a call said, as in gateway.json. */
    record Said(String call, ObjectNode json) {}

    /** The text where all is said in code. */
    static final String NOTHING = "{}";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALLS = "Bulkhead.builder()";
    private static final Pattern ITEM = Pattern.compile("/(modules|links)/([0-9]+)(/.*)?");
    private static final Pattern SETTING = Pattern.compile("/gateway/([^/]+)(/.*)?");

    private final ConfigLoader loader;
    private final Path place;
    private final @Nullable String base;
    private final List<Said> modules;
    private final List<Said> links;
    private final Map<String, JsonNode> settings;

    /**
     * Puts both parts beside each other.
     *
     * @param place the file with the text; paths in the text are relative to it
     * @param base the text, if there is no such file; null if there is
     */
    EmbeddedConfig(
            ConfigLoader loader,
            Path place,
            @Nullable String base,
            List<Said> modules,
            List<Said> links,
            Map<String, JsonNode> settings) {
        this.loader = loader;
        this.place = place;
        this.base = base;
        this.modules = List.copyOf(modules);
        this.links = List.copyOf(links);
        this.settings = new LinkedHashMap<>(settings);
    }

    private String merged(String text) {
        Map<String, String> gateway = new LinkedHashMap<>();
        settings.forEach((key, value) -> gateway.put(key, literal(value)));
        try {
            return MergedText.of(text, literals(modules), literals(links), gateway);
        } catch (IllegalArgumentException e) {
            return text; // The loader says better what is wrong with it.
        }
    }

    private static List<String> literals(List<Said> said) {
        return said.stream().map(each -> literal(each.json())).toList();
    }

    /** Placeholders are for files: in code they are what they look like. */
    private static String literal(JsonNode value) {
        return value.toString().replace("${", "$${");
    }

    /** {@return the configuration to start with} */
    GatewayConfig load() throws ConfigException {
        return load(place);
    }

    @Override
    public GatewayConfig load(Path file) throws ConfigException {
        String text = written(file);
        try {
            return loader.parse(merged(text), place);
        } catch (ConfigException e) {
            throw new ConfigException(
                    e.problems().stream().map(problem -> placed(problem, text)).toList());
        }
    }

    /** {@return a problem of what came from code with the call that said it} */
    private ConfigProblem placed(ConfigProblem problem, String text) {
        Matcher item = ITEM.matcher(problem.pointer());
        if (item.matches()) {
            List<Said> said = item.group(1).equals("modules") ? modules : links;
            int index = Integer.parseInt(item.group(2)) - MergedText.count(text, item.group(1));
            return index < 0 ? problem : inCode(said.get(index).call(), item.group(3), problem);
        }
        Matcher setting = SETTING.matcher(problem.pointer());
        if (setting.matches() && settings.containsKey(setting.group(1))) {
            return inCode("gateway(\"" + setting.group(1) + "\", …)", setting.group(2), problem);
        }
        return NOTHING.equals(base) ? new ConfigProblem(CALLS, 0, 0, problem.pointer(), problem.text()) : problem;
    }

    private static ConfigProblem inCode(String call, String rest, ConfigProblem problem) {
        return new ConfigProblem(CALLS + "." + call, 0, 0, rest == null ? "" : rest, problem.text());
    }

    /** {@return a value of an application's as JSON} */
    static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    /** Takes a whole text: the code's part is in it. */
    @Override
    public GatewayConfig parse(String text) throws ConfigException {
        return loader.parse(text, place);
    }

    @Override
    public Optional<String> cannotBeWritten() {
        return Optional.of("a part of the configuration stands in the code of the application that runs the gateway,"
                + " so it cannot be written to a file");
    }

    @Override
    public String text(Path file) throws ConfigException {
        return merged(written(file));
    }

    private String written(Path file) throws ConfigException {
        return base != null && file.equals(place) ? base : loader.text(file);
    }
}
