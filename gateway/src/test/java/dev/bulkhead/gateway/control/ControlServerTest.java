package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.MadeUpStatus;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ControlServerTest {
    private static final String TOKEN = "0123abcd";

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final AtomicBoolean fails = new AtomicBoolean();
    private ControlServer server;

    @BeforeEach
    void open() throws IOException {
        server = new ControlServer(
                new ListenAddress("127.0.0.1", 0), TOKEN, this::status, new FakeController(), new ModuleLines());
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private GatewayStatus status() {
        if (fails.get()) {
            throw new IllegalStateException("no status");
        }
        return MadeUpStatus.full();
    }

    private HttpResponse<String> ask(String method, String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return ask(method, path, "Bearer " + TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/status?pretty"})
    void shouldTellTheStatus(String path) throws Exception {
        HttpResponse<String> response = ask("GET", path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new ObjectMapper()
                        .readTree(response.body())
                        .at("/modules/2/error")
                        .asText())
                .isEqualTo("the host has been silent for 10 s; \"größe\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer 0123abc",
                "Bearer 0123abcde",
                "Bearer 0123ABCD",
                "0123abcd",
                "Basic 0123abcd",
                "Bearer  0123abcd",
                "Bearer 0123abcd, Bearer x"
            })
    void shouldAnswerNobodyWithAWrongToken(String authorization) throws Exception {
        HttpResponse<String> response = ask("GET", "/status", authorization);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"error\":\"the token is missing or wrong\"}");
    }

    @Test
    void shouldAnswerNobodyWithoutAToken() throws Exception {
        HttpResponse<String> response = ask("GET", "/status", null);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.body()).isEqualTo("{\"error\":\"the token is missing or wrong\"}");
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /nowhere", "POST, /status", "DELETE, /"})
    void shouldNotTellWithoutATokenWhatThereIs(String method, String path) throws Exception {
        assertThat(ask(method, path, null).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/status/", "/statusx", "/STATUS", "/status/modules", "/../status"})
    void shouldSayWhatThereIs(String path) throws Exception {
        HttpResponse<String> response = ask("GET", path);

        assertThat(response.statusCode()).isIn(404, 400);
        assertThat(response.body())
                .contains(
                        response.statusCode() == 404
                                ? "{\"error\":\"there are /status, /jsonrpc, /metrics, /logs/NAME, /healthz and /readyz\"}"
                                : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void shouldSayThatOnlyGetWorks(String method) throws Exception {
        HttpResponse<String> response = ask(method, "/status");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET");
        assertThat(response.body()).isEqualTo("{\"error\":\"GET is what works here\"}");
    }

    @Test
    void shouldGoOnAfterAStatusThatCouldNotBeMade() throws Exception {
        fails.set(true);
        assertThat(ask("GET", "/status").statusCode()).isEqualTo(500);
        fails.set(false);

        assertThat(ask("GET", "/status").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotSayWhoseServerItIs() throws Exception {
        assertThat(ask("GET", "/status").headers().firstValue("Server")).isEmpty();
    }

    @Test
    void shouldSayThatTheAddressIsTaken() throws Exception {
        int port = server.address().getPort();

        assertThatIOException()
                .isThrownBy(() -> new ControlServer(
                                new ListenAddress("127.0.0.1", port),
                                TOKEN,
                                this::status,
                                new FakeController(),
                                new ModuleLines())
                        .start())
                .withMessage("cannot listen on 127.0.0.1:" + port + " (gateway.control.listen): "
                        + "Address already in use; perhaps another gateway runs; port 0 takes a free one");
        assertThat(ask("GET", "/status").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldFreeItsAddressWhenClosed() throws Exception {
        int port = server.address().getPort();
        server.close();

        server = new ControlServer(
                new ListenAddress("127.0.0.1", port), TOKEN, this::status, new FakeController(), new ModuleLines());
        server.start();

        assertThat(ask("GET", "/status").statusCode()).isEqualTo(200);
    }
}
