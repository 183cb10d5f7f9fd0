package dev.bulkhead.benchmarks.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.benchmarks.contest.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a gateway's store of durable links does from now on, as {@code status --json} says. */
final class StoreWork {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final JsonNode before;

    private StoreWork(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        before = status(folder);
    }

    /** Begins to look at the gateway whose configuration is in a folder. */
    static StoreWork of(Path folder) throws IOException, InterruptedException {
        return new StoreWork(folder);
    }

    private static JsonNode status(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Installation.launcher().toString(),
                        "status",
                        "--json",
                        "--config",
                        folder.resolve("gateway.json").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        JsonNode status = JSON.readTree(process.getInputStream());
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("bulkhead status ended with " + code);
        }
        return status.path("store");
    }

    /** Adds the messages in a batch, and the syncs in a second at the rate that was measured. */
    void addTo(Map<String, Double> metrics) throws IOException, InterruptedException {
        JsonNode after = status(folder);
        double messages = grown(after, "messages");
        if (messages > 0) {
            metrics.put(Names.BATCH, after.path("meanBatch").asDouble());
            metrics.put(Names.SYNCS, metrics.getOrDefault("rate", 0.0) * grown(after, "syncs") / messages);
        }
    }

    private double grown(JsonNode after, String count) {
        return after.path(count).asDouble() - before.path(count).asDouble();
    }
}
