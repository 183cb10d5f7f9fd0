package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.control.rpc.Inventory;
import dev.bulkhead.gateway.control.rpc.JsonRpc;
import dev.bulkhead.gateway.control.rpc.Methods;
import dev.bulkhead.gateway.control.rpc.Observers;
import dev.bulkhead.gateway.control.rpc.RpcSockets;
import dev.bulkhead.gateway.control.rpc.SocketLimits;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A request of any path and any headers: who has no token learns nothing, and whom a browser sends for another page gets nothing. The
 * input: lines, of which the first is the method and the path, and others are headers.
 */
class HttpFuzzTest {
    private static final int LIMIT = 4096;
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz");

    private static Server server;
    private static LocalConnector connector;

    @BeforeAll
    static void open() throws Exception {
        FakeController modules = new FakeController();
        modules.add("log", ModuleState.ACTIVATED, Reason.STARTUP);
        Observers observers = new Observers();
        ModuleLines log = new ModuleLines();
        JsonRpc rpc = new JsonRpc(
                new Methods(
                        modules, () -> new Inventory("1.2.3", modules.status().modules()), observers::registered),
                Duration.ofSeconds(5));
        server = new Server();
        connector = new LocalConnector(server);
        server.addConnector(connector);
        Strangers strangers = new Strangers(server, 32, Duration.ofSeconds(5));
        connector.addBean(strangers);
        server.setHandler(new ControlHandler(
                new Doorman(TestClient.TOKEN),
                strangers,
                new RpcPost(rpc, LIMIT, Duration.ofSeconds(5)),
                new RpcSockets(
                        server, rpc, modules, log, observers, new SocketLimits(LIMIT, LIMIT, Duration.ofSeconds(5))),
                new Pages(modules::status, new Health(modules::status, Duration.ofSeconds(5)), log, () -> "metrics")));
        server.start();
    }

    @AfterAll
    static void close() throws Exception {
        server.stop();
    }

    @FuzzTest
    void shouldLetInOnlyWhoHasTheTokenAndIsNoPage(byte[] bytes) throws Exception {
        List<String> lines =
                new String(bytes, StandardCharsets.ISO_8859_1).lines().limit(20).toList();
        String first = lines.isEmpty() || lines.get(0).isBlank() ? "GET /" : lines.get(0);
        String headers = String.join(
                "\r\n",
                lines.stream()
                        .skip(1)
                        .filter(line -> !line.isEmpty()
                                && !line.toLowerCase(Locale.ROOT).matches("(content-length|transfer-enc|expect).*"))
                        .toList());
        String request = first + " HTTP/1.1\r\n" + headers + (headers.isEmpty() ? "" : "\r\n")
                + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
        HttpTester.Response response = HttpTester.parseResponse(connector.getResponse(request));

        assertThat(response.getStatus()).as(request).isBetween(100, 599).isNotEqualTo(500);
        boolean good = response.getStatus() < 300;
        if (good && !request.contains(TestClient.TOKEN)) {
            assertThat(OPEN).as(request).contains(path(first));
        }
        if (good) {
            String host = "(?s).*\r\nhost:[ \t]*(localhost|127\\.[0-9.]+|\\[::1\\])(:[0-9]*)?[ \t]*\r\n.*";
            assertThat(request.toLowerCase(Locale.ROOT)).matches(host);
        }
    }

    private static String path(String first) {
        String target = first.substring(first.indexOf(' ') + 1).strip();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
