package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page in a browser on this machine may try, and who has no token. */
@Timeout(30)
class DoormanTest {
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"deactivate\",\"params\":{\"callsign\":\"log\"}}";
    private static final String UPGRADE = String.join(
            "\r\n",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");

    private final FakeController modules = new FakeController();
    private ControlServer server;
    private TestClient client;

    @BeforeEach
    void open() throws IOException {
        modules.add("log", ModuleState.ACTIVATED, Reason.STARTUP);
        server = new ControlServer(
                new ListenAddress("127.0.0.1", 0),
                TestClient.TOKEN,
                modules::status,
                modules,
                new ModuleLines(),
                new ControlLimits(
                        4096, 4, 2, Duration.ofSeconds(1), Duration.ofSeconds(2), 4096, Duration.ofSeconds(5)));
        server.start();
        client = new TestClient(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Socket connection() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    }

    /** {@return the first line of the answer to a request, with headers that no HTTP client would send} */
    private String raw(String method, String path, String headers, String body) throws IOException {
        try (Socket socket = connection()) {
            String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\n" + headers + length + "\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        }
    }

    private String post(String headers) throws IOException {
        return raw(
                "POST",
                "/jsonrpc",
                headers + "Authorization: Bearer " + TestClient.TOKEN + "\r\nContent-Type: application/json\r\n",
                CALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:9998", "[::1]:9998", "127.0.0.53"})
    void shouldTakeItsOwnNames(String host) throws IOException {
        assertThat(post("Host: " + host + "\r\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9998",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "0.0.0.0"
            })
    void shouldRefuseAPageThatGaveItsNameThisAddress(String host) throws IOException {
        assertThat(post("Host: " + host + "\r\n")).contains(" 403 ");
        assertThat(raw("GET", "/healthz", "Host: " + host + "\r\n", "")).contains(" 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://localhost:1",
                "http://localhost:2",
                "http://localhost",
                "http://127.0.0.1:1",
                "file://"
            })
    void shouldRefuseAPageOfAnotherOrigin(String origin) throws IOException {
        String headers = "Host: localhost:1\r\nOrigin: " + origin + "\r\n";

        assertThat(post(headers)).contains(" 403 ");
        assertThat(raw("GET", "/jsonrpc?token=" + TestClient.TOKEN, headers + UPGRADE, ""))
                .contains(" 403 ");
        assertThat(raw("OPTIONS", "/jsonrpc", headers + "Access-Control-Request-Method: POST\r\n", ""))
                .contains(" 403 ");
    }

    @Test
    void shouldTakeAPageOfItsOwnOrigin() throws IOException {
        String headers = "Host: localhost:1\r\nOrigin: http://localhost:1\r\nSec-Fetch-Site: same-origin\r\n";

        assertThat(post(headers)).contains(" 200 ");
        assertThat(raw("GET", "/jsonrpc?token=" + TestClient.TOKEN, headers + UPGRADE, ""))
                .contains(" 101 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void shouldRefuseWhatABrowserCallsCrossSite(String site) throws IOException {
        assertThat(raw(
                        "GET",
                        "/status?token=" + TestClient.TOKEN,
                        "Host: localhost\r\nSec-Fetch-Site: " + site + "\r\n",
                        ""))
                .contains(" 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=a\r\n",
                "Content-Type: application/jsonp\r\n",
                ""
            })
    void shouldRefuseWhatAFormCanSend(String type) throws IOException {
        assertThat(raw(
                        "POST",
                        "/jsonrpc",
                        "Host: localhost\r\nAuthorization: Bearer " + TestClient.TOKEN + "\r\n" + type,
                        CALL))
                .contains(" 415 ");
        assertThat(modules.status().modules().get(0).state()).isEqualTo(ModuleState.ACTIVATED);
    }

    @Test
    void shouldTakeJsonWithACharacterSet() throws IOException {
        assertThat(raw(
                        "POST",
                        "/jsonrpc?token=" + TestClient.TOKEN,
                        "Host: localhost\r\nContent-Type: application/json; charset=utf-8\r\n",
                        CALL))
                .contains(" 200 ");
    }

    @ParameterizedTest
    @CsvSource({"GET, /status", "GET, /metrics", "GET, /logs/log", "POST, /jsonrpc", "GET, /jsonrpc", "GET, /nowhere"})
    void shouldWantAToken(String method, String path) throws IOException {
        assertThat(raw(method, path, "Host: localhost\r\n", "")).contains(" 401 ");
        assertThat(raw(method, path + "?token=wrong", "Host: localhost\r\n", ""))
                .contains(" 401 ");
        assertThat(raw(method, path, "Host: localhost\r\n" + UPGRADE, "")).contains(" 401 ");
    }

    @Test
    void shouldGiveNoPageLeaveToReadAnswers() throws Exception {
        HttpResponse<String> response = client.get("/status");

        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private Socket known() throws IOException {
        Socket socket = connection();
        write(socket, "GET /status?token=" + TestClient.TOKEN + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldTakeOnlySoManyConnectionsAndTheNextWhenOneEnds() throws Exception {
        try (Socket first = known();
                Socket second = known();
                Socket third = known()) {
            try (Socket fourth = known()) {
                assertThat(List.of(first, second, third, fourth)).allMatch(Socket::isConnected);
            }
            assertThat(post("Host: localhost\r\n")).contains(" 200 ");
        }
    }

    @Test
    void shouldEndIdleConnectionsSoThatNobodyCanHoldAllPlaces() throws Exception {
        try (Socket first = known();
                Socket second = known();
                Socket third = known();
                Socket fourth = known()) {
            assertThat(List.of(second, third, fourth)).allMatch(Socket::isConnected);
            assertThat(post("Host: localhost\r\n")).contains(" 200 ");
            assertThat(first.getInputStream().skip(Long.MAX_VALUE)).isPositive();
        }
    }

    @Test
    void shouldAnswerWhoHasTheTokenWhileStrangersSendTheirHeadsSlowly() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = connection();
            write(socket, "GET /status HTTP/1.1\r\nHost: localhost\r\n");
            slow.add(socket);
        }
        AtomicBoolean drips = new AtomicBoolean(true);
        Thread dripping = new Thread(() -> drip(slow, drips));
        dripping.start();

        for (int i = 0; i < 3; i++) {
            assertThat(post("Host: localhost\r\n")).contains(" 200 ");
        }
        for (Socket socket : slow) {
            socket.setSoTimeout(10_000);
            assertThat(isOver(socket)).isTrue();
        }
        drips.set(false);
        dripping.join();
        for (Socket socket : slow) {
            socket.close();
        }
    }

    private static void drip(List<Socket> sockets, AtomicBoolean drips) {
        while (drips.get()) {
            sockets.forEach(DoormanTest::drip);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static void drip(Socket socket) {
        try {
            write(socket, "X: y\r\n");
        } catch (IOException e) {
            // The server has had enough.
        }
    }

    private static boolean isOver(Socket socket) {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void shouldAnswerAStrangerOnceAndHangUp() throws Exception {
        try (Socket socket = connection()) {
            write(socket, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close\r\n");
        }
    }

    @Test
    void shouldNotWaitForABodyForLongerThanItMayTake() throws Exception {
        try (Socket socket = connection()) {
            write(
                    socket,
                    "POST /jsonrpc?token=" + TestClient.TOKEN + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ")
                    .endsWith("{\"error\":\"the request did not come within 1000 ms\"}");
        }
    }
}
