package dev.bulkhead.gateway.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.gateway.lifecycle.ControlError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks a running gateway on this machine. */
public final class ControlClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A little longer than the gateway takes at most. */
    private static final Duration PATIENCE_FOR_CALLS = Duration.ofSeconds(70);

    private static final int NOT_FOUND = 404;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final String authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    private ControlClient(String address, String token) {
        this.address = address;
        authorization = "Bearer " + token;
        request("/status", PATIENCE);
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(patience)
                .header("Authorization", authorization);
    }

    /**
     * Finds a gateway by what it has left in its data folder.
     *
     * @throws IOException if no gateway runs there, or its token cannot be read
     */
    public static ControlClient of(Path data) throws IOException {
        try {
            // What an ended gateway has left must not lead its token to whoever has its address now.
            String address = DataFolder.isInUse(data) ? DataFolder.readControlAddress(data) : "";
            if (address.isEmpty()) {
                throw new IOException(notRunning(data));
            }
            return new ControlClient(address, DataFolder.readToken(data));
        } catch (NoSuchFileException e) {
            throw new IOException(notRunning(data), e);
        } catch (AccessDeniedException e) {
            throw new IOException("no access to " + e.getFile() + "; ask as the user who runs the gateway", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "control.address or control.token in " + data + " is damaged; start the gateway anew", e);
        }
    }

    private static String notRunning(Path data) {
        return "no gateway runs with the data folder " + data + "; start one with: bulkhead run";
    }

    /**
     * {@return the gateway's status}
     *
     * @throws IOException if the gateway does not answer, or not with a status
     */
    public JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(send(request("/status", PATIENCE).build()));
    }

    /**
     * {@return the last lines that a module has logged}
     *
     * @throws CallFailedException if the gateway does not know the module
     * @throws IOException if the gateway does not answer
     */
    public JsonNode log(String module, int lines) throws IOException, InterruptedException {
        String name = URLEncoder.encode(module, StandardCharsets.UTF_8);
        HttpResponse<String> response =
                exchange(request("/logs/" + name + "?lines=" + lines, PATIENCE).build());
        if (response.statusCode() == NOT_FOUND) {
            throw new CallFailedException(ControlError.UNKNOWN_KEY.code(), "there is no module \"" + module + "\"");
        }
        return JSON.readTree(good(response));
    }

    /**
     * Calls a method of the controller's, such as {@code activate}.
     *
     * @param params the parameters; null for none
     * @return the result
     * @throws CallFailedException if the answer is an error
     * @throws IOException if the gateway does not answer
     */
    public JsonNode call(String method, @Nullable JsonNode params) throws IOException, InterruptedException {
        ObjectNode call =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "Controller.1." + method);
        if (params != null) {
            call.set("params", params);
        }
        HttpRequest request = request("/jsonrpc", PATIENCE_FOR_CALLS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(call.toString()))
                .build();
        JsonNode answer = JSON.readTree(send(request));
        if (answer.has("error")) {
            JsonNode error = answer.path("error");
            throw new CallFailedException(
                    error.path("code").asInt(), error.path("message").asText());
        }
        return answer.path("result");
    }

    /**
     * Listens to events until the listener has had enough.
     *
     * @param registration the parameters of {@code register}
     * @param listener gets the parameters of each event, in order, on one thread at a time, and says whether it wants more
     * @throws CallFailedException if there are no such events
     * @throws IOException when the connection is over
     */
    public void follow(ObjectNode registration, Predicate<JsonNode> listener) throws IOException, InterruptedException {
        EventStream stream = new EventStream(registration, listener);
        CompletableFuture<WebSocket> socket = client.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .header("Authorization", authorization)
                .subprotocols("jsonrpc")
                .buildAsync(URI.create("ws://" + address + "/jsonrpc"), stream);
        try {
            socket.get();
            stream.awaitEnd();
        } catch (ExecutionException e) {
            throw noAnswer(e);
        } finally {
            CompletableFuture<Void> unused = socket.thenAccept(WebSocket::abort);
        }
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        return good(exchange(request));
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    private String good(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(
                    "the gateway on " + address + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private IOException noAnswer(Exception cause) {
        return new IOException(
                "the gateway on " + address + " does not answer; perhaps it ended without a word", cause);
    }
}
