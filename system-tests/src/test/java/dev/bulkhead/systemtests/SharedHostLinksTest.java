package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertBalanced;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.api.Module;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Faulty;
import dev.bulkhead.testkit.activation.probe.Ticker;
import dev.bulkhead.wire.packet.ErrorCode;
import dev.bulkhead.wire.packet.Errors;
import dev.bulkhead.wire.packet.Hello;
import dev.bulkhead.wire.packet.PacketReader;
import dev.bulkhead.wire.packet.PacketType;
import dev.bulkhead.wire.packet.PacketWriter;
import dev.bulkhead.wire.packet.ProtocolException;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.ReplyServer;
import dev.bulkhead.wire.zmq.RequestChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links between modules of one host: they stay inside it, and their account is as good as any other's. */
class SharedHostLinksTest {
    private static final int MESSAGES = 60_000;
    private static final String FORK = """
            { "type": "fork", "heartbeat": "200ms", "heartbeatLimit": "2s", "grace": "1s" }""";

    @TempDir
    private Path folder;

    private static String inHouse(String name, Class<? extends Module> type, String args) {
        return module(name, type, FORK + ", \"host\": \"house\"", args);
    }

    private static String ticker(int messages) {
        return inHouse("ticker", Ticker.class, "{ \"count\": " + messages + ", \"atATime\": 50 }");
    }

    private static String outside(String name) {
        return module(name, Echo.class, "\"in-process\"");
    }

    private static String matching(String source, String sink, String match) {
        return """
               { "source": "%s", "sink": "%s", "match": %s }""".formatted(source, sink, match);
    }

    private BulkheadProcess run(String modules, String links) throws Exception {
        return BulkheadProcess.run(folder, modules + "," + links).awaitReady();
    }

    private static void awaitEverythingAt(BulkheadProcess gateway, String sink) {
        await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo(sink), MESSAGES));
    }

    private static long dropped(JsonNode link, String reason) {
        return link.path("droppedByReason").path(reason).asLong();
    }

    @Test
    void shouldCountWhatStaysInsideAndWhatGoesOut() throws Exception {
        try (BulkheadProcess gateway = run(
                modules(ticker(MESSAGES), inHouse("echo", Echo.class, "{}"), outside("sink")),
                links(link("ticker", "echo"), link("echo", "sink")))) {
            awaitEverythingAt(gateway, "echo");
            awaitEverythingAt(gateway, "sink");
            assertThat(gateway.module("ticker").path("unrouted").asLong()).isZero();
            assertThat(gateway.module("echo").path("unrouted").asLong()).isZero();
            assertThat(gateway.stop()).isZero();
            assertThat(gateway.output())
                    .contains("published " + 2 * MESSAGES + " · delivered " + 2 * MESSAGES
                            + " · dropped 0 · left in queues 0");
        }
    }

    /** One message may go both ways, or neither. */
    @Test
    void shouldSendOutWhatSomebodyOutsideWantsOrNobodyAtAll() throws Exception {
        try (BulkheadProcess gateway = run(
                modules(ticker(30_000), inHouse("inner", Echo.class, "{}"), outside("outer"), outside("all")),
                links(
                        matching("ticker", "inner", "{ \"left\": \"1*\" }"),
                        matching("ticker", "outer", "{ \"left\": \"?1*\" }"),
                        matching("*", "all", "{ \"left\": \"3*\" }")))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertLossless(gateway.linkTo("inner"), 11_111);
                // Two to five digits, the second a 1; as many as that of each length.
                assertLossless(gateway.linkTo("outer"), 9 + 90 + 900 + 2000);
                assertLossless(gateway.linkTo("all"), 1 + 10 + 100 + 1000 + 1);
            });
            // Neither a 1 or a 3 in front nor a 1 behind that: 1 digit, then 2, 3, 4 and 5 digits.
            assertThat(gateway.module("ticker").path("unrouted").asLong())
                    .isEqualTo(7 + 7 * 9 + 7 * 90 + 7 * 900 + 9000);
        }
    }

    @Test
    void shouldCountAReceiveThatThrows() throws Exception {
        try (BulkheadProcess gateway = run(
                modules(ticker(MESSAGES), inHouse("faulty", Faulty.class, "{ \"where\": \"receive\" }")),
                links(link("ticker", "faulty")))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode link = gateway.linkTo("faulty");
                assertThat(dropped(link, "receive-failed")).isEqualTo(MESSAGES);
                assertBalanced(link);
            });
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldNotWaitForASinkThatCannotBeCreated() throws Exception {
        try (BulkheadProcess gateway = run(
                modules(ticker(MESSAGES), inHouse("faulty", Faulty.class, "{ \"where\": \"create\" }")),
                links(link("ticker", "faulty")))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode link = gateway.linkTo("faulty");
                assertThat(link.path("published").asLong()).isEqualTo(MESSAGES);
                assertThat(link.path("queued").asLong()).isEqualTo(1024);
                assertThat(dropped(link, "sink-down")).isEqualTo(MESSAGES - 1024);
                assertBalanced(link);
            });
            assertThat(gateway.module("ticker").path("state").asText()).isEqualTo("activated");
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldAccountForWhatWasInAHostThatIsKilled() throws Exception {
        try (BulkheadProcess gateway = run(
                modules(
                        ticker(2_000_000),
                        inHouse("dead", Faulty.class, "{ \"where\": \"create\" }"),
                        inHouse("echo", Echo.class, "{}")),
                links(link("ticker", "dead"), link("ticker", "echo")))) {
            await().atMost(PATIENCE)
                    .until(() -> gateway.linkTo("echo").path("delivered").asLong() > 5000
                            && gateway.linkTo("dead").path("queued").asLong() == 1024);
            Processes.signal("KILL", gateway.module("ticker").path("pid").asLong());
            gateway.awaitState("ticker", "deactivated");
            gateway.awaitState("echo", "deactivated");
            for (String sink : new String[] {"echo", "dead"}) {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    JsonNode link = gateway.linkTo(sink);
                    assertThat(link.path("queued").asLong()
                                    + link.path("inFlight").asLong())
                            .isZero();
                    assertThat(link.path("published").asLong()).isGreaterThan(5000);
                    assertBalanced(link);
                });
            }
            assertThat(dropped(gateway.linkTo("dead"), "host-lost")).isEqualTo(1024);
            assertThat(gateway.stop()).isZero();
        }
    }

    private static String external(String name, Class<? extends Module> type, String args) {
        return module(name, type, FORK.replace("fork", "none") + ", \"host\": \"house\"", args);
    }

    private BulkheadProcess runExternal() throws Exception {
        return run(
                        modules(
                                external("ticker", Ticker.class, "{ \"count\": 2000000, \"atATime\": 1 }"),
                                external("echo", Echo.class, "{}")),
                        links(link("ticker", "echo")))
                .awaitOutput("Start it with:");
    }

    private Process startHost() throws Exception {
        return new ProcessBuilder(
                        BulkheadProcess.ROOT.resolve("bulkhead").toString(),
                        "host",
                        folder.resolve("data/hosts/house.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("host.txt").toFile())
                .start();
    }

    private static void awaitDelivered(BulkheadProcess gateway, long messages) {
        await().atMost(PATIENCE)
                .until(() -> gateway.linkTo("echo").path("delivered").asLong() > messages);
    }

    @Test
    void shouldGoOnCountingWithTheNextHost() throws Exception {
        Process host = null;
        try (BulkheadProcess gateway = runExternal()) {
            host = startHost();
            awaitDelivered(gateway, 500);
            host.destroyForcibly().waitFor();
            gateway.awaitState("ticker", "activation");
            gateway.awaitState("echo", "activation");
            JsonNode between = gateway.linkTo("echo");
            assertThat(between.path("queued").asLong()
                            + between.path("inFlight").asLong())
                    .isZero();
            assertBalanced(between);
            host = startHost();
            awaitDelivered(gateway, between.path("delivered").asLong() + 500);
            assertThat(gateway.stop()).isZero();
            assertThat(gateway.output()).doesNotContain("broke the protocol");
        } finally {
            if (host != null) {
                host.destroyForcibly().waitFor();
            }
        }
    }

    private static byte[] refusal() {
        return Errors.encode(new ProtocolException(ErrorCode.INTERNAL, "it is of yesterday"));
    }

    @Test
    void shouldSayThatAHostIsTooOldForLinksInside() throws Exception {
        try (BulkheadProcess gateway = runExternal();
                Endpoints endpoints = new Endpoints(1 << 20);
                ReplyServer server = endpoints.listen("tcp://127.0.0.1:*", "old-host", request -> refusal())) {
            JsonNode ticker = new ObjectMapper()
                    .readTree(folder.resolve("data/hosts/house.json").toFile())
                    .path("modules")
                    .path(0);
            String name = ticker.path("module").path("name").asText();
            Hello old = new Hello(1, 0, ticker.path("token").asText(), name, server.url(), 1, "host of yesterday");
            PacketWriter hello = new PacketWriter();
            old.write(hello);
            try (RequestChannel channel =
                    endpoints.connect(ticker.path("remote").asText())) {
                // As a host does: the file is there a little before the gateway takes a host.
                await().atMost(PATIENCE).untilAsserted(() -> {
                    PacketReader reply = new PacketReader(channel.call(hello.toBuffer(), () -> false));
                    assertThat(reply.next()).isEqualTo(PacketType.WELCOME);
                });
            }
            gateway.awaitState(name, "deactivated");
            assertThat(gateway.module(name).path("error").asText())
                    .isEqualTo("the host speaks protocol 1.0, and links inside a host need 1.1; update the host, "
                            + "or give each module a host of its own");
        }
    }
}
