package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLine;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RpcSocketTest {
    private static final ControlLimits LIMITS =
            new ControlLimits(4096, 8, 8, Duration.ofSeconds(10), Duration.ofMillis(900), 4096, Duration.ofSeconds(5));
    private static final String REGISTERED = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}";

    private final FakeController modules = new FakeController();
    private final ModuleLines log = new ModuleLines();
    private ControlServer server;
    private TestClient client;

    @BeforeEach
    void open() throws IOException {
        modules.add("log", ModuleState.ACTIVATED, Reason.STARTUP);
        modules.add("valve", ModuleState.DEACTIVATED, Reason.REQUESTED);
        server = new ControlServer(
                new ListenAddress("127.0.0.1", 0), TestClient.TOKEN, modules::status, modules, log, LIMITS);
        server.start();
        client = new TestClient(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String register(String event, String id) {
        return TestClient.request(
                "Controller.1.register", "{\"event\":\"" + event + "\",\"id\":\"" + id + "\",\"lines\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification", "json", "jsonrpc"})
    void shouldSpeakEachSubprotocol(String subprotocol) throws Exception {
        TestClient.Socket socket = client.socket("unheard-of", subprotocol);

        assertThat(socket.socket().getSubprotocol()).isEqualTo(subprotocol);
        socket.send(TestClient.request("Controller.1.deactivate", "{\"callsign\":\"log\"}"));
        assertThat(socket.next()).isEqualTo(REGISTERED);
    }

    @Test
    void shouldSendTheSnapshotThenEachChange() throws Exception {
        TestClient.Socket socket = client.socket();
        socket.send(register("statechange", "sampleClient"));

        assertThat(socket.next()).isEqualTo(REGISTERED);
        assertThat(socket.next())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"sampleClient.statechange\","
                        + "\"params\":{\"callsign\":\"log\",\"state\":\"Activated\",\"reason\":\"Startup\"}}");
        assertThat(socket.nextJson().at("/params/callsign").asText()).isEqualTo("valve");

        client.call("activate", "{\"callsign\":\"valve\"}");
        assertThat(socket.nextJson().at("/params/state").asText()).isEqualTo("Activation");
        assertThat(socket.next())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"sampleClient.statechange\","
                        + "\"params\":{\"callsign\":\"valve\",\"state\":\"Activated\",\"reason\":\"Requested\"}}");
    }

    @Test
    void shouldTakeSeveralRegistrationsAndEndEach() throws Exception {
        TestClient.Socket socket = client.socket();
        for (String id : List.of("a", "b")) {
            socket.send(register("statechange", id));
            assertThat(socket.next()).isEqualTo(REGISTERED);
            assertThat(socket.nextJson().path("method").asText()).isEqualTo(id + ".statechange");
            assertThat(socket.nextJson().path("method").asText()).isEqualTo(id + ".statechange");
        }
        assertThat(client.call("status@log", "{}").at("/result/0/observers").asInt())
                .isEqualTo(2);

        socket.send(TestClient.request("unregister", "{\"event\":\"statechange\",\"id\":\"a\"}"));
        assertThat(socket.next()).isEqualTo(REGISTERED);
        modules.move("log", ModuleState.DEACTIVATED, Reason.FAILURE);

        assertThat(socket.nextJson().path("method").asText()).isEqualTo("b.statechange");
        assertThat(modules.listeners()).isEqualTo(1);
    }

    @Test
    void shouldRefuseRegistrationsThatMakeNoSense() throws Exception {
        TestClient.Socket socket = client.socket();
        socket.send(register("statechange", "a"));
        for (int i = 0; i < 3; i++) {
            socket.next();
        }
        socket.send(register("statechange", "a"));
        assertThat(socket.nextJson().at("/error/code").asInt()).isEqualTo(29);
        socket.send(register("statechange", "x".repeat(65)));
        assertThat(socket.nextJson().at("/error/code").asInt()).isEqualTo(30);
        socket.send(register("weather", "a"));
        assertThat(socket.nextJson().at("/error/code").asInt()).isEqualTo(22);
        socket.send(TestClient.request("unregister", "{\"event\":\"statechange\",\"id\":\"b\"}"));
        assertThat(socket.nextJson().at("/error/code").asInt()).isEqualTo(22);
    }

    @Test
    void shouldForgetWhoHasGone() throws Exception {
        TestClient.Socket socket = client.socket();
        socket.send(register("statechange", "a"));
        await().until(() -> modules.listeners() == 1);

        socket.socket().abort();

        await().until(() -> modules.listeners() == 0);
        assertThat(client.call("status@log", "{}").at("/result/0/observers").asInt())
                .isZero();
    }

    @Test
    void shouldFollowALogFromItsLastLines() throws Exception {
        log.add(new ModuleLine("pump", Instant.EPOCH, "INFO", "one"));
        log.add(new ModuleLine("pump", Instant.EPOCH, "INFO", "two"));
        log.add(new ModuleLine("pump", Instant.EPOCH, "WARN", "three"));
        TestClient.Socket socket = client.socket();

        socket.send(register("log@pump", "me"));

        assertThat(socket.next()).isEqualTo(REGISTERED);
        assertThat(socket.nextJson().at("/params/text").asText()).isEqualTo("two");
        assertThat(socket.next())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"me.log@pump\",\"params\":{\"callsign\":\"pump\","
                        + "\"time\":\"1970-01-01T00:00:00Z\",\"level\":\"WARN\",\"text\":\"three\"}}");
        log.add(new ModuleLine("pump", Instant.EPOCH, "INFO", "four"));
        assertThat(socket.nextJson().at("/params/text").asText()).isEqualTo("four");
    }

    @Test
    void shouldSayThatThereIsNoModuleWhoseLogToFollow() throws Exception {
        TestClient.Socket socket = client.socket();

        socket.send(register("log@nosuch", "me"));
        assertThat(socket.nextJson().at("/error/code").asInt()).isEqualTo(22);
        socket.send(register("log@valve", "me"));
        assertThat(socket.next()).isEqualTo(REGISTERED);
    }

    @Test
    void shouldKeepAConnectionThatOnlyListens() throws Exception {
        TestClient.Socket socket = client.socket();
        socket.send(register("statechange", "a"));
        for (int i = 0; i < 3; i++) {
            socket.next();
        }
        long began = System.nanoTime();
        await().until(() ->
                System.nanoTime() - began > LIMITS.idle().multipliedBy(2).toNanos());

        modules.move("log", ModuleState.DEACTIVATED, Reason.FAILURE);

        assertThat(socket.nextJson().at("/params/state").asText()).isEqualTo("Deactivated");
    }

    @Test
    void shouldCutOffWhoDoesNotReadAndCountIt() throws Exception {
        try (java.net.Socket deaf = new java.net.Socket()) {
            deaf.setReceiveBufferSize(1024);
            deaf.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.address().getPort()));
            deaf.getOutputStream()
                    .write(String.join(
                                    "\r\n",
                                    "GET /jsonrpc?token=" + TestClient.TOKEN + " HTTP/1.1",
                                    "Host: localhost",
                                    "Connection: Upgrade",
                                    "Upgrade: websocket",
                                    "Sec-WebSocket-Version: 13",
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                    "",
                                    "")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] call = register("statechange", "deaf").getBytes(StandardCharsets.US_ASCII);
            // A masked frame, with a mask of zeros.
            deaf.getOutputStream()
                    .write(new byte[] {(byte) 0x81, (byte) (0x80 | 126), 0, (byte) call.length, 0, 0, 0, 0});
            deaf.getOutputStream().write(call);
            await().until(() -> modules.listeners() == 1);

            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                for (int i = 0; i < 1000; i++) {
                    modules.move("log", ModuleState.ACTIVATED, Reason.REQUESTED);
                }
                return client.get("/metrics").body().contains("bulkhead_control_cut_off_total 1.0");
            });
            await().until(() -> modules.listeners() == 0);
        }
    }

    @Test
    void shouldBoundFramesAndRefuseBinaryOnes() throws Exception {
        TestClient.Socket large = client.socket();
        large.send(" ".repeat(4097));
        assertThat(large.next()).startsWith("closed 1009");

        TestClient.Socket binary = client.socket();
        binary.socket().sendBinary(ByteBuffer.allocate(10), true).join();
        assertThat(binary.next()).startsWith("closed 1003");
    }

    @Test
    void shouldAnswerBatchesAndLeaveNotificationsWithoutAnswer() throws Exception {
        TestClient.Socket socket = client.socket();
        socket.send("{\"jsonrpc\":\"2.0\",\"method\":\"deactivate\",\"params\":{\"callsign\":\"log\"}}");
        socket.send("[" + TestClient.request("persist", "{}") + "," + TestClient.request("persist", "{}") + "]");

        assertThat(socket.next()).isEqualTo("[" + REGISTERED + "," + REGISTERED + "]");
        assertThat(client.call("status@log", "{}").at("/result/0/state").asText())
                .isEqualTo("deactivated");
    }
}
