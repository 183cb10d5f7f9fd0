package dev.bulkhead.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.FakeController;
import dev.bulkhead.gateway.Golden;
import dev.bulkhead.gateway.config.ListenAddress;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.ModuleState;
import dev.bulkhead.gateway.lifecycle.Reason;
import dev.bulkhead.gateway.log.ModuleLine;
import dev.bulkhead.gateway.log.ModuleLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The requests in {@code docs/control-api.md} are sent as they stand there, from top to bottom, and what comes back stands below each.
 */
@Timeout(60)
class ControlApiPageTest {
    private static final Path PAGE = Path.of("../docs/control-api.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?s)```json\n(?<request>[^`]*)```\n\n(?<where>answers|over the WebSocket come):?\n\n```json\n[^`]*```\n");
    private static final Pattern ERRORS = Pattern.compile("(?s)<!-- errors -->\n.*?<!-- end -->\n");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeController modules = new FakeController();
    private final ModuleLines log = new ModuleLines();
    private ControlServer server;
    private TestClient client;

    @BeforeEach
    void open() throws IOException {
        modules.add("threshold", ModuleState.DEACTIVATED, Reason.REQUESTED);
        modules.add("valve", ModuleState.ACTIVATED, Reason.STARTUP);
        modules.canBeSuspended("valve");
        modules.add("broken", ModuleState.DEACTIVATED, Reason.INITIALIZATION_FAILED);
        modules.failNext("broken", "create: cannot open /dev/ttyUSB7: no such device");
        log.add(new ModuleLine("valve", Instant.parse("2026-01-02T03:04:05.678Z"), "INFO", "opened 7 of 9"));
        server = new ControlServer(new ListenAddress("127.0.0.1", 0), TestClient.TOKEN, modules::status, modules, log);
        server.start();
        client = new TestClient(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldShowWhatTheServerAnswers() throws Exception {
        TestClient.Socket socket = client.socket();
        String page = Files.readString(PAGE);
        Matcher examples = EXAMPLE.matcher(page);
        StringBuilder written = new StringBuilder();
        int count = 0;
        while (examples.find()) {
            count++;
            String request = examples.group("request");
            String where = examples.group("where");
            String answer = where.equals("answers") ? compact(client.ask(request)) : overSocket(socket, request);
            examples.appendReplacement(
                    written,
                    Matcher.quoteReplacement(
                            "```json\n" + request + "```\n\n" + where + "\n\n```json\n" + answer + "\n```\n"));
        }
        examples.appendTail(written);
        assertThat(count).isGreaterThan(15);
        Golden.assertSame(PAGE, ERRORS.matcher(written).replaceFirst(Matcher.quoteReplacement(errors())));
    }

    private static String overSocket(TestClient.Socket socket, String request) throws Exception {
        socket.send(request);
        StringBuilder all = new StringBuilder(compact(socket.next()));
        // As many as there are modules, or one line of a log.
        int events = request.contains("unregister") ? 0 : request.contains("log@") ? 1 : 3;
        for (int i = 0; i < events; i++) {
            all.append('\n').append(compact(socket.next()));
        }
        return all.toString();
    }

    /** One level of the answer a line, so that one can see it. */
    private static String compact(String answer) throws IOException {
        String line = JSON.readTree(answer).toString();
        return line.replace(",\"", ", \"").replace("\":", "\": ");
    }

    private static String errors() {
        StringBuilder table = new StringBuilder("<!-- errors -->\n| code | text |\n| --- | --- |\n");
        for (ControlError error : ControlError.values()) {
            table.append("| ")
                    .append(error.code())
                    .append(" | ")
                    .append(error.text())
                    .append(" |\n");
        }
        return table.append("<!-- end -->\n").toString();
    }
}
