package dev.bulkhead.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The control endpoint of a gateway that runs here. */
final class ControlEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(70);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI root;
    private final String authorization;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * Finds the endpoint.
     *
     * @param data the gateway's data folder
     */
    ControlEndpoint(Path data) throws IOException {
        root = URI.create(
                "http://" + Files.readString(data.resolve("control.address")).strip());
        authorization =
                "Bearer " + Files.readString(data.resolve("control.token")).strip();
    }

    JsonNode status() throws IOException, InterruptedException {
        return send(request("/status").build());
    }

    /** Calls one of the methods that take a module, such as {@code deactivate}. */
    void call(String method, String module) throws IOException, InterruptedException {
        String call = JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "Controller.1." + method)
                .set("params", JSON.createObjectNode().put("callsign", module))
                .toString();
        JsonNode answer = send(request("/jsonrpc")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(call))
                .build());
        if (answer.has("error")) {
            throw new IOException(method + " " + module + ": "
                    + answer.path("error").path("message").asText());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE).header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the gateway answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
