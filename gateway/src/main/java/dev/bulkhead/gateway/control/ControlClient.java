package dev.bulkhead.gateway.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.config.GatewaySettings;
import dev.bulkhead.gateway.data.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Asks a running gateway on this machine. */
public final class ControlClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String address;
    private final HttpRequest request;

    private ControlClient(String address, String token) {
        this.address = address;
        request = HttpRequest.newBuilder(URI.create("http://" + address + "/status"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
    }

    /**
     * Finds the gateway of a configuration by what it has left in its data folder.
     *
     * @throws IOException if no gateway runs there, or its token cannot be read
     */
    public static ControlClient of(GatewaySettings gateway) throws IOException {
        Path data = gateway.data();
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
        HttpResponse<String> response = send();
        if (response.statusCode() != 200) {
            throw new IOException(
                    "the gateway on " + address + " answered " + response.statusCode() + ": " + response.body());
        }
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("the gateway on " + address + " does not answer; perhaps it ended without a word", e);
        }
    }
}
