package dev.bulkhead.benchmarks.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.benchmarks.contest.Children;
import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One benchmark of a part, run by JMH in a JVM of its own. */
public final class PartContestant implements Contestant {
    private final String name;
    private final String method;

    /**
     * A benchmark.
     *
     * @param method its class and method
     */
    public PartContestant(String name, String method) {
        this.name = name;
        this.method = method;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        Path results = run.folder().resolve("jmh.json");
        Children.Child jmh = run.children().java(org.openjdk.jmh.Main.class, arguments(run.pace(), results));
        if (jmh.process().waitFor() != 0) {
            throw new IllegalStateException("JMH failed: " + jmh.printed());
        }
        JsonNode result = new ObjectMapper().readTree(results.toFile()).path(0);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("ns/op", result.path("primaryMetric").path("score").asDouble());
        metrics.put("B/op allocated", allocated(result));
        return metrics;
    }

    private List<String> arguments(Run.Pace pace, Path results) {
        return List.of(
                method.replace(".", "\\.") + "$",
                "-f",
                "1",
                "-wi",
                "1",
                "-w",
                pace.warmUpMillis() + "ms",
                "-i",
                "3",
                "-r",
                pace.measureMillis() / 3 + "ms",
                "-prof",
                "gc",
                "-rf",
                "json",
                "-rff",
                results.toString());
    }

    private static double allocated(JsonNode result) {
        for (Map.Entry<String, JsonNode> metric :
                result.path("secondaryMetrics").properties()) {
            if (metric.getKey().endsWith("gc.alloc.rate.norm")) {
                return metric.getValue().path("score").asDouble();
            }
        }
        throw new IllegalStateException("JMH did not say what was allocated");
    }
}
