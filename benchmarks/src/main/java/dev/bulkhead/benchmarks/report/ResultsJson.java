package dev.bulkhead.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.benchmarks.contest.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Results in a file, with where they came about.
 *
 * @param about names and values
 * @param complete whether everything ran that there is to run
 */
public record ResultsJson(Map<String, String> about, boolean complete, Results results) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ABOUT = "about";
    private static final String COMPLETE = "complete";
    private static final String RESULTS = "results";
    private static final String NOTES = "notes";

    /** Writes the file, and the folder it is in. */
    public void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode aboutNode = root.putObject(ABOUT);
        about.forEach(aboutNode::put);
        root.put(COMPLETE, complete);
        ArrayNode list = root.putArray(RESULTS);
        results.all().forEach((key, series) -> {
            ArrayNode values = list.addObject()
                    .put("contest", key.contest())
                    .put("contestant", key.contestant())
                    .put("metric", key.metric())
                    .putArray("values");
            series.values().forEach(values::add);
        });
        ArrayNode notes = root.putArray(NOTES);
        results.notes()
                .forEach((key, note) -> notes.addObject()
                        .put("contest", key.contest())
                        .put("contestant", key.contestant())
                        .put("note", note));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    /** Reads a file that {@link #write} wrote. */
    public static ResultsJson read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readString(file));
        Map<String, String> about = new LinkedHashMap<>();
        root.path(ABOUT)
                .properties()
                .forEach(entry -> about.put(entry.getKey(), entry.getValue().asText()));
        Results results = new Results();
        for (JsonNode item : root.path(RESULTS)) {
            Results.Key key = new Results.Key(
                    item.path("contest").asText(),
                    item.path("contestant").asText(),
                    item.path("metric").asText());
            item.path("values").forEach(value -> results.add(key, value.asDouble()));
        }
        for (JsonNode item : root.path(NOTES)) {
            results.note(
                    item.path("contest").asText(),
                    item.path("contestant").asText(),
                    item.path("note").asText());
        }
        return new ResultsJson(about, root.path(COMPLETE).asBoolean(), results);
    }
}
