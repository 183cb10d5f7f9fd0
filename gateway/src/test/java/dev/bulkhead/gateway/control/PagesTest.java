package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.config.StartMode;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLine;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PagesTest {
    private final FakeController modules = new FakeController();
    private final ModuleLines log = new ModuleLines();
    private final CountDownLatch free = new CountDownLatch(1);
    private boolean stuck;
    private ControlServer server;
    private TestClient client;

    @BeforeEach
    void open() throws IOException {
        modules.add("log", ModuleState.ACTIVATED, Reason.STARTUP);
        server = new ControlServer(new ListenAddress("127.0.0.1", 0), TestClient.TOKEN, this::status, modules, log);
        server.start();
        client = new TestClient(server);
    }

    private GatewayStatus status() {
        if (stuck) {
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return modules.status();
    }

    @AfterEach
    void close() {
        free.countDown();
        server.close();
    }

    private HttpResponse<String> withoutToken(String path) throws Exception {
        return client.send(client.request(path));
    }

    @Test
    void shouldTellWhoHasNoTokenOnlyWhether() throws Exception {
        assertThat(withoutToken("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(withoutToken("/readyz").body()).isEqualTo("{\"status\":\"ok\"}");

        modules.move("log", ModuleState.DEACTIVATED, Reason.FAILURE);

        assertThat(withoutToken("/readyz").statusCode()).isEqualTo(503);
        assertThat(withoutToken("/readyz").body()).isEqualTo("{\"status\":\"not ready\"}");
        assertThat(client.get("/readyz").body())
                .isEqualTo("{\"status\":\"not ready\",\"modules\":["
                        + "{\"name\":\"log\",\"state\":\"deactivated\",\"reason\":\"Failure\"}]}");
        assertThat(withoutToken("/healthz").statusCode()).isEqualTo(200);
        assertThat(withoutToken("/readyz?token=wrong").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVATED, ACTIVATED, REQUESTED, 200",
        "ACTIVATED, HIBERNATED, REQUESTED, 200",
        "ACTIVATED, DEACTIVATED, REQUESTED, 200",
        "ACTIVATED, UNAVAILABLE, REQUESTED, 200",
        "DEACTIVATED, DEACTIVATED, STARTUP, 200",
        "UNAVAILABLE, UNAVAILABLE, STARTUP, 200",
        "ACTIVATED, DEACTIVATED, STARTUP, 503",
        "ACTIVATED, DEACTIVATED, SHUTDOWN, 503",
        "ACTIVATED, ACTIVATION, STARTUP, 503",
        "ACTIVATED, PRECONDITION, CONDITIONS, 503",
        "DEACTIVATED, PRECONDITION, CONDITIONS, 503",
        "DEACTIVATED, DEACTIVATED, FAILURE, 503",
        "ACTIVATED, DEACTIVATED, INITIALIZATION_FAILED, 503"
    })
    void shouldBeReadyWhenAllThatShouldRunDoes(StartMode mode, ModuleState state, Reason reason, int expected)
            throws Exception {
        modules.startMode("log", mode);
        modules.move("log", state, reason);

        assertThat(withoutToken("/readyz").statusCode()).isEqualTo(expected);
    }

    @Test
    void shouldSayThatTheGatewayIsStuck() throws Exception {
        stuck = true;

        HttpResponse<String> response = withoutToken("/healthz");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"status\":\"stuck\"}");
    }

    @Test
    void shouldTellWhatAModuleHasLogged() throws Exception {
        log.add(new ModuleLine("log", Instant.EPOCH, "INFO", "one"));
        log.add(new ModuleLine("log", Instant.EPOCH, "WARN", "two"));

        assertThat(client.get("/logs/log?lines=1").body())
                .isEqualTo("{\"module\":\"log\",\"lines\":["
                        + "{\"time\":\"1970-01-01T00:00:00Z\",\"level\":\"WARN\",\"text\":\"two\"}]}");
        assertThat(client.get("/logs/nobody").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "10000", "1.5"})
    void shouldSayHowManyLinesCanBeAskedFor(String lines) throws Exception {
        HttpResponse<String> response = client.get("/logs/log?lines=" + lines);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"error\":\"lines must be a whole number from 0 to 1000\"}");
    }

    @Test
    void shouldTellNumbersInTheFormOfPrometheus() throws Exception {
        modules.add("valve", ModuleState.DEACTIVATED, Reason.REQUESTED);
        HttpResponse<String> response = client.get("/metrics");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body().lines())
                .contains(
                        "# TYPE bulkhead_link_published_total counter",
                        "bulkhead_link_published_total{match=\"host=a?,kind=cpu*\",sink=\"log\",source=\"valve\"} 100.0",
                        "bulkhead_link_queued_messages{match=\"host=a?,kind=cpu*\",sink=\"log\",source=\"valve\"} 10.0",
                        "bulkhead_removed_links_dropped_total{reason=\"link-removed\"} 4.0",
                        "bulkhead_link_dropped_total{match=\"host=a?,kind=cpu*\",reason=\"host-lost\",sink=\"log\","
                                + "source=\"valve\"} 3.0",
                        "bulkhead_module_state{module=\"log\",state=\"activated\"} 1.0",
                        "bulkhead_module_state{module=\"log\",state=\"deactivated\"} 0.0",
                        "bulkhead_module_inbox_messages{module=\"log\"} 10.0",
                        "bulkhead_module_batches_total{module=\"log\"} 0.0",
                        "bulkhead_module_batch_seconds_total{module=\"log\"} 0.0",
                        "bulkhead_info{name=\"edge-1\",version=\"1.2.3\"} 1")
                .anyMatch(line -> line.startsWith("bulkhead_gateway_memory_bytes "))
                .anyMatch(line -> line.startsWith("bulkhead_gateway_heap_used_bytes "))
                .anyMatch(line -> line.startsWith("bulkhead_gateway_threads "));
    }

    @Test
    void shouldForgetTheNumbersOfAModuleThatIsGone() throws Exception {
        modules.add("valve", ModuleState.DEACTIVATED, Reason.REQUESTED);
        assertThat(client.get("/metrics").body()).contains("bulkhead_module_busy_seconds{module=\"valve\"}");

        client.call("destroy", "{\"callsign\":\"valve\"}");

        assertThat(client.get("/metrics").body())
                .doesNotContain("bulkhead_module_busy_seconds{module=\"valve\"}")
                .contains("bulkhead_module_busy_seconds{module=\"log\"}");
    }
}
