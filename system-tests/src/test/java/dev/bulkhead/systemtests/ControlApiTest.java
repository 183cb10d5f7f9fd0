package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.testkit.activation.probe.Chatter;
import dev.bulkhead.testkit.activation.probe.Echo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control endpoint as programs meet it that nobody here has written. */
class ControlApiTest {
    @TempDir
    private static Path folder;

    private static BulkheadProcess gateway;

    @TempDir
    private Path npm;

    @BeforeAll
    static void run() throws Exception {
        gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                module("echo", Echo.class, "\"in-process\""),
                                module("chatter", Chatter.class, "\"fork\"")))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String url(String scheme, String path) throws Exception {
        return scheme + "://" + DataFolder.readControlAddress(folder.resolve("data")) + path;
    }

    private static String token() throws Exception {
        return DataFolder.readToken(folder.resolve("data"));
    }

    private static String curl(String path, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-w", " %{http_code}"));
        command.addAll(List.of(arguments));
        command.add(url("http", path));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerCurl() throws Exception {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"Controller.1.status@echo\",\"params\":{}}";
        String bearer = "Authorization: Bearer " + token();

        assertThat(curl("/jsonrpc", "-H", bearer, "--json", call))
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[{\"callsign\":\"echo\",")
                .contains("\"state\":\"activated\"")
                .endsWith(" 200");
        assertThat(curl("/jsonrpc", "-H", bearer, "-d", call)).endsWith(" 415");
        assertThat(curl("/jsonrpc", "--json", call)).endsWith(" 401");
        assertThat(curl("/healthz")).isEqualTo("{\"status\":\"ok\"} 200");
        assertThat(curl("/readyz")).isEqualTo("{\"status\":\"ok\"} 200");
        assertThat(curl("/metrics", "-H", bearer))
                .contains("\nbulkhead_module_state{module=\"echo\",state=\"activated\"} 1.0\n")
                .contains("\nbulkhead_host_memory_bytes{host=\"chatter\"} ")
                .contains("\nbulkhead_host_cpu_seconds_total{host=\"chatter\"} ");
    }

    @Test
    void shouldServeAClientFromNpm() throws Exception {
        try (ForeignClient client = ForeignClient.connect(npm, url("ws", "/jsonrpc?token=" + token()))) {
            client.call("Controller.1.status@chatter", "{}");
            JsonNode module = client.next().at("/result/0");
            assertThat(module.path("callsign").asText()).isEqualTo("chatter");
            assertThat(module.path("state").asText()).isEqualTo("activated");

            client.call("Controller.1.register", "{\"event\":\"statechange\",\"id\":\"me\"}");
            assertThat(client.next().path("result").isNull()).isTrue();
            for (String name : List.of("echo", "chatter")) {
                JsonNode event = client.next();
                assertThat(event.path("event").asText()).isEqualTo("me.statechange");
                assertThat(event.at("/params/callsign").asText()).isEqualTo(name);
                assertThat(event.at("/params/state").asText()).isEqualTo("Activated");
            }

            assertThat(changesAfter(client, "deactivate")).containsExactly("Deactivation", "Deactivated");
            assertThat(changesAfter(client, "activate")).containsExactly("Activation", "Activated");

            client.call("Controller.1.status@nobody", "{}");
            assertThat(client.next().at("/error/code").asInt()).isEqualTo(22);
        }
    }

    /** {@return the states that the module in a host goes through; the answer comes somewhere between the events} */
    private static List<String> changesAfter(ForeignClient client, String method) throws Exception {
        client.call("Controller.1." + method, "{\"callsign\":\"chatter\"}");
        List<String> states = new ArrayList<>();
        boolean answered = false;
        while (!answered || states.size() < 2) {
            JsonNode line = client.next();
            if (line.has("event")) {
                assertThat(line.at("/params/callsign").asText()).isEqualTo("chatter");
                assertThat(line.at("/params/reason").asText()).isEqualTo("Requested");
                states.add(line.at("/params/state").asText());
            } else {
                assertThat(line.path("result").isNull()).as(line.toString()).isTrue();
                answered = true;
            }
        }
        return states;
    }

    @Test
    void shouldBeSteeredByCurlAndByTheCommandLine() throws Exception {
        String bearer = "Authorization: Bearer " + token();
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"Controller.1.deactivate\","
                + "\"params\":{\"callsign\":\"echo\"}}";

        assertThat(curl("/jsonrpc", "-H", bearer, "--json", call))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null} 200");
        assertThat(curl("/readyz")).endsWith(" 200");
        assertThat(BulkheadProcess.command(folder, "", "suspend", "echo").output())
                .contains("not active");
        BulkheadProcess.Result activated = BulkheadProcess.command(folder, "", "activate", "echo");
        assertThat(activated.output()).isEqualTo("echo: activated\n");
        assertThat(activated.status()).isZero();
    }

    @Test
    void shouldShowWhatAModuleInAHostHasLogged() throws Exception {
        BulkheadProcess.Result logs = BulkheadProcess.command(folder, "", "logs", "chatter", "-n", "50");

        assertThat(logs.status()).as(logs.output()).isZero();
        assertThat(logs.output()).contains(" WARN  pressure is high\n");
        assertThat(BulkheadProcess.command(folder, "", "logs", "nobody").output())
                .isEqualTo("bulkhead logs: there is no module \"nobody\"\n");
    }
}
