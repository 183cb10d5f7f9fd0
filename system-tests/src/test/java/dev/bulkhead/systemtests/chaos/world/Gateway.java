package dev.bulkhead.systemtests.chaos.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.systemtests.chaos.account.Counts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The gateway's process, from one start to its end, and what it answers. */
final class Gateway {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;

    private Gateway(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** Starts one with the file {@code gateway.json} of a folder, in which its output goes to {@code gateway.log}. */
    static Gateway start(Path launcher, Path folder, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "run")
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("gateway.log").toFile()));
        builder.environment().putAll(environment);
        return new Gateway(builder.start(), folder.resolve("data"));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        int unused = process.destroyForcibly().waitFor();
    }

    /** Stops it in order. {@return the exit status} */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor();
    }

    JsonNode status() throws IOException, InterruptedException {
        return send(request("/status").GET().build());
    }

    /** {@return the ledgers of all links that match a lane, by the lane's name} */
    static Map<String, Counts> ledgers(JsonNode status) {
        Map<String, Counts> ledgers = new HashMap<>();
        for (JsonNode link : status.path("links")) {
            ledgers.put(link.path("match").path("lane").asText(), counts(link));
        }
        return ledgers;
    }

    private static Counts counts(JsonNode link) {
        Map<String, Long> dropped = new TreeMap<>();
        link.path("droppedByReason")
                .properties()
                .forEach(
                        reason -> dropped.put(reason.getKey(), reason.getValue().asLong()));
        for (String other : new String[] {"deadLettered", "expired"}) {
            if (link.path(other).asLong() > 0) {
                dropped.put(
                        other.equals("expired") ? Counts.EXPIRED : Counts.DEAD_LETTERED,
                        link.path(other).asLong());
            }
        }
        return new Counts(
                link.path("published").asLong(),
                link.path("delivered").asLong(),
                link.path("queued").asLong(),
                link.path("inFlight").asLong(),
                dropped);
    }

    /**
     * Calls a method of the control API.
     *
     * @param parameters a JSON object
     * @throws IOException if it was refused
     */
    void call(String method, String parameters) throws IOException, InterruptedException {
        String body = """
                { "jsonrpc": "2.0", "id": 1, "method": "Controller.1.%s", "params": %s }""".formatted(method, parameters);
        JsonNode answer = send(request("/jsonrpc")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (answer.has("error")) {
            throw new IOException(method + " " + parameters + ": "
                    + answer.path("error").path("message").asText());
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        String address = DataFolder.readControlAddress(data);
        if (address.isEmpty()) {
            throw new IOException("the gateway is just writing where it listens");
        }
        return HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + DataFolder.readToken(data));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
