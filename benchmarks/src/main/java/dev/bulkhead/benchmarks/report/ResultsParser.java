package dev.bulkhead.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.benchmarks.contest.Results;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what {@link ResultsJson#text} made, and says what is wrong with anything else. */
final class ResultsParser {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Results results = new Results();

    private ResultsParser() {}

    /** {@return the results; an IOException says what is wrong, in one line} */
    static ResultsJson parse(String text) throws IOException {
        JsonNode root = tree(text);
        if (!root.isObject()) {
            throw new IOException("no results are in it, it must be a JSON object");
        }
        ResultsParser parser = new ResultsParser();
        for (JsonNode item : list(root, ResultsJson.RESULTS)) {
            parser.addSeries(item);
        }
        for (JsonNode item : list(root, ResultsJson.NOTES)) {
            parser.addNote(item);
        }
        return new ResultsJson(about(root), root.path(ResultsJson.COMPLETE).asBoolean(), parser.results);
    }

    private static JsonNode tree(String text) throws IOException {
        if (text.isBlank()) {
            throw new IOException("it is empty");
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String fault = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new IOException("it is no JSON: line " + line + ": " + fault, e);
        }
    }

    private static Map<String, String> about(JsonNode root) throws IOException {
        JsonNode node = root.path(ResultsJson.ABOUT);
        if (!node.isObject()) {
            throw new IOException("it needs an object \"about\"");
        }
        Map<String, String> about = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> about.put(entry.getKey(), entry.getValue().asText()));
        return about;
    }

    private static JsonNode list(JsonNode root, String name) throws IOException {
        JsonNode list = root.path(name);
        if (!list.isArray()) {
            throw new IOException("it needs a list \"" + name + "\"");
        }
        return list;
    }

    private void addSeries(JsonNode item) throws IOException {
        Results.Key key = new Results.Key(
                text(item, ResultsJson.CONTEST), text(item, ResultsJson.CONTESTANT), text(item, ResultsJson.METRIC));
        JsonNode values = item.path(ResultsJson.VALUES);
        if (!values.isArray() || values.isEmpty()) {
            throw new IOException("each result needs a list \"values\" that is not empty: " + item);
        }
        for (JsonNode value : values) {
            if (!value.isNumber()) {
                throw new IOException("values are numbers: " + item);
            }
            results.add(key, value.asDouble());
        }
    }

    private void addNote(JsonNode item) throws IOException {
        results.note(text(item, ResultsJson.CONTEST), text(item, ResultsJson.CONTESTANT), text(item, ResultsJson.NOTE));
    }

    private static String text(JsonNode item, String name) throws IOException {
        JsonNode text = item.path(name);
        if (!text.isTextual()) {
            throw new IOException("\"" + name + "\" is missing, or no text: " + item);
        }
        return text.asText();
    }
}
