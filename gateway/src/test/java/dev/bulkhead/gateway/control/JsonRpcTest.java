package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JsonRpcTest {
    private static final ControlLimits LIMITS = new ControlLimits(
            4096, 8, 8, Duration.ofSeconds(10), Duration.ofSeconds(10), 65536, Duration.ofMillis(200));

    private final FakeController modules = new FakeController();
    private ControlServer server;
    private TestClient client;

    @BeforeEach
    void open() throws IOException {
        modules.add("log", ModuleState.ACTIVATED, Reason.STARTUP);
        modules.add("valve", ModuleState.DEACTIVATED, Reason.REQUESTED);
        modules.add("pump.2", ModuleState.ACTIVATED, Reason.STARTUP);
        modules.canBeSuspended("pump.2");
        server = new ControlServer(
                new ListenAddress("127.0.0.1", 0),
                TestClient.TOKEN,
                modules::status,
                modules,
                new ModuleLines(),
                LIMITS);
        server.start();
        client = new TestClient(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String state(String module) throws Exception {
        return client.call("Controller.1.status@" + module, "{}")
                .at("/result/0/state")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Controller.1.activate", "Controller.activate", "activate"})
    void shouldActivateAsClientsOfTheSeedsSystemAsk(String method) throws Exception {
        assertThat(client.ask(TestClient.request(method, "{\"callsign\":\"valve\"}")))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}");
        assertThat(state("valve")).isEqualTo("activated");
    }

    @ParameterizedTest
    @CsvSource({
        "deactivate, log, deactivated",
        "unavailable, valve, unavailable",
        "suspend, pump.2, suspended",
        "resume, pump.2, resumed"
    })
    void shouldDoWhatIsAskedFor(String method, String module, String state) throws Exception {
        assertThat(client.ask(TestClient.request("Controller.1." + method, "{\"callsign\":\"" + module + "\"}")))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}");
        assertThat(state(module)).isEqualTo(state);
    }

    @Test
    void shouldHibernateCloneAndDestroy() throws Exception {
        client.call("suspend", "{\"callsign\":\"pump.2\"}");
        assertThat(client.call("hibernate", "{\"callsign\":\"pump.2\",\"timeout\":1000}")
                        .has("result"))
                .isTrue();
        assertThat(state("pump.2")).isEqualTo("hibernated");
        assertThat(client.call("clone", "{\"callsign\":\"log\",\"newcallsign\":\"log2\"}")
                        .path("result")
                        .asText())
                .isEqualTo("log2");
        assertThat(client.call("destroy", "{\"callsign\":\"log2\"}").has("result"))
                .isTrue();
        assertThat(client.call("status@log2", "{}").at("/error/code").asInt()).isEqualTo(22);
    }

    @Test
    void shouldReadAndWriteConfigurations() throws Exception {
        assertThat(client.call("Controller.1.configuration@valve", "null").at("/result/every"))
                .hasToString("\"1s\"");
        assertThat(client.call("Controller.1.configuration@valve", "{\"every\":\"2s\"}")
                        .has("result"))
                .isTrue();
        // Clients send this when they read.
        assertThat(client.call("Controller.1.configuration@valve", "{}").path("result"))
                .hasToString("{\"every\":\"2s\"}");
        assertThat(client.call("configure", "{\"callsign\":\"valve\",\"configuration\":{}}")
                        .has("result"))
                .isTrue();
        assertThat(client.call("configuration@valve", "{}").path("result")).hasToString("{}");
        assertThat(client.call("configuration@log", "{\"a\":1}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(5);
        assertThat(client.call("configuration", "{}").at("/error/code").asInt()).isEqualTo(-32602);
    }

    @Test
    void shouldTellTheStatusOfAllModules() throws Exception {
        JsonNode list = client.call("Controller.1.status", "{}").path("result");

        assertThat(list).hasSize(3);
        assertThat(list.path(0)).hasToString("""
                {"callsign":"log","locator":"com.acme.Valve","classname":"com.acme.Valve","state":"activated",\
                "startmode":"Activated","version":{"major":1,"minor":2,"patch":3},"configuration":{"every":"1s"},\
                "observers":0,"reason":"Startup","activation":"in-process","restarts":0}""");
    }

    @Test
    void shouldTellTheConditionsAndPersist() throws Exception {
        assertThat(client.call("subsystems", "{}").path("result")).hasToString("""
                [{"subsystem":"module:log","active":true},{"subsystem":"network","active":false}]""");
        assertThat(client.ask(TestClient.request("persist", "{}")))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}");
    }

    @Test
    void shouldGiveTheErrorsOfTheSeedsSystemWithTheModulesOwnWords() throws Exception {
        modules.failNext("valve", "create: cannot open /dev/ttyUSB7: no such device; plug it in");

        assertThat(client.call("activate", "{\"callsign\":\"valve\"}").path("error"))
                .hasToString("{\"code\":6,\"message\":\"The service could not be opened."
                        + " create: cannot open /dev/ttyUSB7: no such device; plug it in\"}");
        assertThat(client.call("suspend", "{\"callsign\":\"log\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(44);
        assertThat(client.call("hibernate", "{\"callsign\":\"log\"}").path("error"))
                .hasToString("{\"code\":47,\"message\":\"The service runs in process.\"}");
        assertThat(client.call("destroy", "{\"callsign\":\"log\"}").path("error"))
                .hasToString("{\"code\":5,\"message\":\"The service is in an illegal state!!!. It is activated.\"}");
        assertThat(client.call("clone", "{\"callsign\":\"log\",\"newcallsign\":\"valve\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(29);
    }

    @Test
    void shouldSayThatAModuleWaitsForItsConditions() throws Exception {
        modules.waitNext("valve", "network");

        assertThat(client.call("activate", "{\"callsign\":\"valve\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(31);
        JsonNode status = client.call("status@valve", "{}").at("/result/0");
        assertThat(status.path("state").asText()).isEqualTo("precondition");
        assertThat(status.at("/precondition/0").asText()).isEqualTo("network");
    }

    @Test
    void shouldAnswerACallThatTakesTooLongAndLetItGoOn() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        modules.take(end);

        assertThat(client.call("deactivate", "{\"callsign\":\"log\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(12);
        assertThat(end).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Controller.2.activate",
                "Other.1.activate",
                "controller.1.activate",
                "Controller.1.Activate",
                "Controller.1.",
                ".activate",
                "Controller..activate",
                "activate@log",
                "nothing",
                ""
            })
    void shouldKnowNothingElse(String method) throws Exception {
        assertThat(client.call(method, "{\"callsign\":\"log\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"callsign\":7}",
                "{\"callsign\":\"\"}",
                "[\"log\"]",
                "7",
                "{\"Callsign\":\"log\"}"
            })
    void shouldSayWhichParametersAreBad(String params) throws Exception {
        assertThat(client.call("activate", params).at("/error/code").asInt()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e3", "99999999999999999999", "3600001", "\"1s\"", "null"})
    void shouldSayWhichTimesAreBad(String timeout) throws Exception {
        assertThat(client.call("hibernate", "{\"callsign\":\"pump.2\",\"timeout\":" + timeout + "}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nonsense", "{} {}", "{\"a\":1,\"a\":2}", "[1,]", "'a'"})
    void shouldTellWhatIsNoJson(String body) throws Exception {
        assertThat(client.ask(body))
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"");
    }

    @Test
    void shouldBoundDepthAndNumbers() throws Exception {
        assertThat(client.ask("[".repeat(1000))).contains("-32700");
        assertThat(client.ask("{\"a\":" + "9".repeat(1000) + "}")).contains("-32700");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "null",
                "[]",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"status\"}",
                "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"status\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"status\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"status\"}"
            })
    void shouldTellWhatIsNoRequest(String body) throws Exception {
        assertThat(client.ask(body)).contains("\"error\":{\"code\":-32600,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"a\"", "null", "1.50", "-3", "1e1000000000", "123456789012345678901234567890"})
    void shouldGiveTheIdentifierBackAsItCame(String id) throws Exception {
        String shown = id.replace("1e1000000000", "1E+1000000000");

        assertThat(client.ask("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"persist\"}"))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + shown + ",\"result\":null}");
    }

    @Test
    void shouldAnswerBatches() throws Exception {
        assertThat(client.ask("""
                [{"jsonrpc":"2.0","id":1,"method":"activate","params":{"callsign":"valve"}},
                 {"jsonrpc":"2.0","method":"deactivate","params":{"callsign":"log"}},
                 7,
                 {"jsonrpc":"2.0","id":2,"method":"nothing"}]""")).isEqualTo("""
                [{"jsonrpc":"2.0","id":1,"result":null},\
                {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a request is an object with \
                \\"jsonrpc\\": \\"2.0\\", a \\"method\\" and perhaps an \\"id\\" that is a string or number"}},\
                {"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"there is no method \\"nothing\\""}}]""");
        assertThat(state("log")).isEqualTo("deactivated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "[%1$s,%1$s]"})
    void shouldNotAnswerNotifications(String form) throws Exception {
        String notification = "{\"jsonrpc\":\"2.0\",\"method\":\"deactivate\",\"params\":{\"callsign\":\"log\"}}";

        HttpResponse<String> response = client.send(client.post(form.formatted(notification)));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        await().untilAsserted(() -> assertThat(state("log")).isEqualTo("deactivated"));
    }

    @Test
    void shouldBoundBatches() throws Exception {
        assertThat(client.ask("[" + "7,".repeat(32) + "7]")).contains("a batch of 33 requests; allowed are 1 to 32");
    }

    @Test
    void shouldSendEventsOverWebSocketsOnly() throws Exception {
        assertThat(client.call("register", "{\"event\":\"statechange\",\"id\":\"me\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(44);
    }

    @Test
    void shouldBoundTheBody() throws Exception {
        HttpResponse<String> response = client.send(client.post(" ".repeat(4097)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"error\":\"the request has more than 4096 bytes\"}");
    }
}
