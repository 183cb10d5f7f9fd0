package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.testkit.activation.probe.Chatter;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Hanger;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway from its start to its end. */
class RunTest {
    private static final String ONE_MODULE = modules(module("echo", Echo.class, "\"in-process\""));

    @TempDir
    private Path folder;

    @Test
    void shouldRunTheShippedConfigurationOnRealInput() throws Exception {
        String shipped = Files.readString(BulkheadProcess.ROOT.resolve("gateway.json"))
                .replace("\"gateway\": {", "\"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" },");
        Files.writeString(folder.resolve("gateway.json"), shipped);
        try (BulkheadProcess gateway = BulkheadProcess.runHere(folder).awaitReady()) {
            await().atMost(PATIENCE)
                    .until(() -> gateway.linkTo("threshold").path("delivered").asLong() > 0);
            gateway.awaitOutput("memory ");
            long host = gateway.module("threshold").path("pid").asLong();
            assertThat(gateway.output())
                    .containsPattern("telemetry +activated +in-process")
                    .containsPattern("threshold +activated +fork, pid " + host)
                    .containsPattern("log +activated +in-process")
                    .containsPattern("telemetry +→ threshold +\\[kind=cpu\\*\\]");
            assertThat(gateway.stop()).isZero();
            assertThat(Processes.isThere(host)).isFalse();
            assertThat(gateway.output()).contains("stopped · published ");
        }
    }

    @Test
    void shouldStopWithStatusZeroOnCtrlC() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, ONE_MODULE).awaitReady()) {
            Processes.signal("INT", gateway.pid());
            assertThat(gateway.awaitEnd()).isZero();
        }
    }

    /** As a terminal does with Ctrl-C, and service managers with SIGTERM. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void shouldStopInOrderWhenItsHostsAreSignalledToo(String signal) throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.runInGroup(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 1000000, \"atATime\": 20 }"),
                                        module("chatter", Chatter.class, "\"fork\""))
                                + "," + links(link("ticker", "chatter")))
                .awaitReady()) {
            await().atMost(PATIENCE)
                    .until(() -> gateway.linkTo("chatter").path("delivered").asLong() > 1000);
            Processes.signalGroup(signal, gateway.pid());
            assertThat(gateway.awaitEnd()).isZero();
            assertThat(gateway.output())
                    .contains("the valve is closed")
                    .contains("dropped 0 · left in queues 0")
                    .doesNotContainPattern("WARN +chatter +chatter:");
        }
    }

    @Test
    void shouldProcessWhatIsQueuedBeforeItStops() throws Exception {
        String fork = "\"fork\"";
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 1000000, \"atATime\": 20 }"),
                                        module("first", Echo.class, fork),
                                        module("last", Echo.class, fork))
                                + "," + links(link("ticker", "first"), link("first", "last")))
                .awaitReady()) {
            await().atMost(PATIENCE)
                    .until(() -> gateway.linkTo("last").path("delivered").asLong() > 1000);
            assertThat(gateway.stop()).isZero();
            var account = java.util.regex.Pattern.compile(
                            "stopped · published (\\d+) · delivered (\\d+) · dropped 0 · left in queues 0")
                    .matcher(gateway.output());
            assertThat(account.find()).as(gateway.output()).isTrue();
            assertThat(account.group(1)).isEqualTo(account.group(2));
        }
    }

    /** Found when a stop passed over modules that were created and waited for others, and these started afterwards. */
    @Test
    void shouldStopWhileItsModulesStart() throws Exception {
        String hanging = "{ \"where\": \"create\" }";
        try (BulkheadProcess gateway = BulkheadProcess.run(
                folder,
                modules(
                        module("early", Chatter.class, "\"in-process\""),
                        module("forked", Chatter.class, "\"fork\""),
                        module("slow", Hanger.class, "{ \"type\": \"fork\", \"grace\": \"500ms\" }", hanging)))) {
            gateway.awaitOutput("early        the valve is open").awaitOutput("forked       the valve is open");
            assertThat(gateway.stop()).isZero();
            assertThat(gateway.output())
                    .contains("early        the valve is closed", "forked       the valve is closed")
                    .doesNotContain("pressure is high", "ready after", "Exception in thread");
        }
    }

    @Test
    void shouldSayThatTheControlPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    folder.resolve("gateway.json"),
                    "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:" + taken.getLocalPort() + "\" } },\n"
                            + ONE_MODULE + "}");
            BulkheadProcess.Result result = BulkheadProcess.command(folder, "", "run");
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output())
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .contains("gateway.control.listen");
        }
    }

    @Test
    void shouldSayThatTheDataFolderHasAGatewayAlready() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, ONE_MODULE).awaitReady()) {
            BulkheadProcess.Result result = BulkheadProcess.command(folder, "", "run");
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.output()).contains(folder.resolve("data").toString(), "another gateway");
            assertThat(gateway.module("echo").path("state").asText()).isEqualTo("activated");
        }
    }

    @Test
    void shouldRunOnWhenAHostPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String activation = "{ \"type\": \"fork\", \"listen\": \"tcp://127.0.0.1:" + taken.getLocalPort() + "\" }";
            try (BulkheadProcess gateway = BulkheadProcess.run(
                            folder,
                            modules(
                                    module("unlucky", Echo.class, activation),
                                    module("echo", Echo.class, "\"in-process\"")))
                    .awaitReady()) {
                assertThat(gateway.module("unlucky").path("state").asText()).isEqualTo("deactivated");
                assertThat(gateway.module("unlucky").path("error").asText())
                        .contains("cannot listen on tcp://127.0.0.1:" + taken.getLocalPort());
                assertThat(gateway.module("echo").path("state").asText()).isEqualTo("activated");
            }
        }
    }

    @Test
    void shouldPrintItsStatus() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, ONE_MODULE).awaitReady()) {
            BulkheadProcess.Result table = BulkheadProcess.command(folder, "", "status");
            assertThat(table.status()).isZero();
            assertThat(table.output()).containsPattern("echo +activated +Startup +in-process");
            BulkheadProcess.Result json = BulkheadProcess.command(folder, "", "status", "--json");
            assertThat(json.status()).isZero();
            JsonNode status = new ObjectMapper().readTree(json.output());
            assertThat(status.path("gateway").path("pid").asLong()).isEqualTo(gateway.pid());
            assertThat(status.path("modules").get(0).path("name").asText()).isEqualTo("echo");
        }
    }

    @Test
    void shouldSayThatNoGatewayRuns() throws Exception {
        Files.writeString(folder.resolve("gateway.json"), "{ " + ONE_MODULE + " }");
        BulkheadProcess.Result result = BulkheadProcess.command(folder, "", "status");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).startsWith("bulkhead status: no gateway runs");
    }

    @Test
    void shouldAnswerNobodyWithoutTheToken() throws Exception {
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, ONE_MODULE).awaitReady()) {
            Path data = folder.resolve("data");
            URI url = URI.create("http://" + DataFolder.readControlAddress(data) + "/status");
            HttpClient client = HttpClient.newHttpClient();
            for (String header : new String[] {"Bearer guessed", "Bearer ", "Basic Og=="}) {
                HttpRequest request = HttpRequest.newBuilder(url)
                        .header("Authorization", header)
                        .build();
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.body()).doesNotContain("echo");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("control.token"))))
                    .isEqualTo("rw-------");
            assertThat(gateway.output()).doesNotContain(DataFolder.readToken(data));
        }
    }
}
