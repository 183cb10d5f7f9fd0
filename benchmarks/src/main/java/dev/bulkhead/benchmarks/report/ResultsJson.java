package dev.bulkhead.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.benchmarks.contest.Results;
import java.util.List;
import java.util.Map;

/**
 * Results as JSON has them, with where they came about.
 *
 * @param about names and values
 * @param complete whether everything ran that there is to run, for as long as it should, and nothing failed
 */
public record ResultsJson(Map<String, String> about, boolean complete, Results results) {
    static final String ABOUT = "about";
    static final String COMPLETE = "complete";
    static final String RESULTS = "results";
    static final String NOTES = "notes";
    static final String CONTEST = "contest";
    static final String CONTESTANT = "contestant";
    static final String METRIC = "metric";
    static final String VALUES = "values";
    static final String NOTE = "note";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** {@return whether the runs were short, by the command that they came of} */
    boolean quick() {
        return List.of(about.getOrDefault("command", "").split(" ", -1)).contains("--quick");
    }

    String text() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode aboutNode = root.putObject(ABOUT);
        about.forEach(aboutNode::put);
        root.put(COMPLETE, complete);
        addResults(root.putArray(RESULTS));
        addNotes(root.putArray(NOTES));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private void addResults(ArrayNode to) {
        results.all().forEach((key, series) -> {
            ArrayNode values = to.addObject()
                    .put(CONTEST, key.contest())
                    .put(CONTESTANT, key.contestant())
                    .put(METRIC, key.metric())
                    .putArray(VALUES);
            series.values().forEach(values::add);
        });
    }

    private void addNotes(ArrayNode to) {
        results.notes()
                .forEach((key, note) -> to.addObject()
                        .put(CONTEST, key.contest())
                        .put(CONTESTANT, key.contestant())
                        .put(NOTE, note));
    }
}
