package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Steering.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import dev.bulkhead.testkit.activation.LedgerAssert;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Faulty;
import dev.bulkhead.testkit.activation.probe.Gate;
import dev.bulkhead.testkit.activation.probe.Ticker;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that runs, with messages under way, takes another configuration. */
class ApplyTest {
    private static final String TICKER = """
            { "name": "ticker", "class": "%s", "args": { "count": 100000000, "atATime": 20 } }""".formatted(Ticker.class.getName());
    private static final String LOG = "{ \"name\": \"log\", \"class\": \"" + Echo.class.getName() + "\" }";
    private static final String TO_LOG = "{ \"source\": \"ticker\", \"sink\": \"log\" }";
    private static final String TO_GATE = "{ \"source\": \"ticker\", \"sink\": \"gate\" }";

    @TempDir
    private Path folder;

    private static String gate(String args) {
        return "{ \"name\": \"gate\", \"class\": \"" + Gate.class.getName() + "\", \"activation\": \"fork\", \"args\": "
                + args + " }";
    }

    private static String configuration(List<String> modules, List<String> links) {
        return "\"modules\": [\n  " + String.join(",\n  ", modules) + " ],\n\"links\": [\n  "
                + String.join(",\n  ", links) + " ]";
    }

    private TestGateway start() throws Exception {
        TestGateway gateway =
                TestGateway.start(folder, configuration(List.of(TICKER, gate("{}"), LOG), List.of(TO_GATE, TO_LOG)));
        awaitMore(gateway, "gate");
        return gateway;
    }

    private static void awaitMore(TestGateway gateway, String sink) {
        long before = gateway.link("ticker", sink).path("delivered").asLong();
        await().atMost(PATIENCE)
                .until(() -> gateway.link("ticker", sink).path("delivered").asLong() > before + 1000);
    }

    private Path file(List<String> modules, List<String> links) throws Exception {
        return Files.writeString(
                folder.resolve("next.json"),
                "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" } },\n" + configuration(modules, links)
                        + " }");
    }

    private static long pid(TestGateway gateway, String module) {
        return gateway.module(module).path("pid").asLong();
    }

    private static void assertAtRest(TestGateway gateway) throws Exception {
        assertThat(outcome(gateway.controller().deactivate("ticker"))).isNull();
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (JsonNode link : gateway.status().path("links")) {
                assertThat(link.path("queued").asLong() + link.path("inFlight").asLong())
                        .isZero();
                LedgerAssert.assertBalanced(link);
                long whileDown = link.at("/droppedByReason/sink-down").asLong();
                boolean wasDown = link.path("sink").asText().equals("gate");
                assertThat(link.path("dropped").asLong()).as(link.toString()).isEqualTo(wasDown ? whileDown : 0);
            }
        });
    }

    @Test
    void shouldRestartOnlyWhatDiffers() throws Exception {
        try (TestGateway gateway = start()) {
            long pid = pid(gateway, "gate");
            String since = gateway.module("log").path("since").asText();
            String other = gate("{ \"createHeldBy\": \"/nowhere\" }");
            String wider = "{ \"source\": \"ticker\", \"sink\": \"log\", \"capacity\": 4096 }";
            Path next = file(List.of(TICKER, other, LOG), List.of(TO_GATE, wider));

            assertThat(gateway.controller().plan(next).goingDown()).containsExactly("gate");
            assertThat(outcome(gateway.controller().apply(next, PATIENCE))).isNull();

            assertThat(pid(gateway, "gate")).isNotEqualTo(pid);
            assertThat(gateway.module("log").path("since").asText()).isEqualTo(since);
            await().atMost(PATIENCE)
                    .until(() -> gateway.link("ticker", "log").path("capacity").asInt() == 4096);
            awaitMore(gateway, "gate");
            assertAtRest(gateway);
        }
    }

    @Test
    void shouldAddRemoveAndMoveModules() throws Exception {
        try (TestGateway gateway = start()) {
            String moved = LOG.replace("}", ", \"activation\": \"fork\" }");
            String added = LOG.replace("log", "more");
            Path next = file(
                    List.of(TICKER, moved, added), List.of(TO_LOG, "{ \"source\": \"ticker\", \"sink\": \"more\" }"));

            assertThat(outcome(gateway.controller().apply(next, PATIENCE))).isNull();

            assertThat(gateway.status().path("modules"))
                    .extracting(module -> module.path("name").asText())
                    .containsExactly("ticker", "log", "more");
            assertThat(gateway.module("log").path("activation").asText()).isEqualTo("fork");
            awaitMore(gateway, "log");
            awaitMore(gateway, "more");
        }
    }

    /** The gate is configured otherwise and comes up; then the module behind it does not. */
    @Test
    void shouldTakeEverythingBackWhenAModuleDoesNotComeUp() throws Exception {
        try (TestGateway gateway = start()) {
            String faulty = "{ \"name\": \"faulty\", \"class\": \"" + Faulty.class.getName()
                    + "\", \"args\": { \"where\": \"create\" } }";
            String other = gate("{ \"createHeldBy\": \"/nowhere\" }");
            Path next = file(List.of(TICKER, other, faulty), List.of(TO_GATE));

            RefusedException refused = outcome(gateway.controller().apply(next, PATIENCE));

            assertThat(refused).isNotNull();
            assertThat(refused.error()).isEqualTo(ControlError.OPENING_FAILED);
            assertThat(refused).hasMessageContaining("faulty").hasMessageContaining("all is as it was before");
            assertThat(gateway.status().path("modules"))
                    .extracting(module -> module.path("name").asText() + " "
                            + module.path("state").asText())
                    .containsExactly("ticker activated", "gate activated", "log activated");
            assertThat(gateway.controller().configuration("gate")).isEqualTo("{}");
            awaitMore(gateway, "gate");
            awaitMore(gateway, "log");
            assertAtRest(gateway);
        }
    }

    @Test
    void shouldTakeBackAModuleThatIsNotUpInTime() throws Exception {
        try (TestGateway gateway = start()) {
            Path held = Files.createFile(folder.resolve("held"));
            Path next = file(
                    List.of(TICKER, gate("{ \"createHeldBy\": \"" + held + "\" }"), LOG), List.of(TO_GATE, TO_LOG));

            RefusedException refused = outcome(gateway.controller().apply(next, Duration.ofSeconds(2)));

            assertThat(refused).hasMessageContaining("gate was not activated within 2 s");
            awaitMore(gateway, "gate");
        }
    }

    @Test
    void shouldCloneConfigureDestroyAndWriteItAllBack() throws Exception {
        try (TestGateway gateway = start()) {
            assertThat(outcome(gateway.controller().clone("gate", "gate2"))).isNull();
            assertThat(gateway.module("gate2").path("state").asText()).isEqualTo("deactivated");
            gateway.controller().configure("gate2", "{ \"destroyHeldBy\": \"/nowhere\" }");
            assertThat(outcome(gateway.controller().activate("gate2"))).isNull();
            awaitMore(gateway, "gate2");
            assertThat(outcome(gateway.controller().clone("gate", "gate2")).error())
                    .isEqualTo(ControlError.DUPLICATE_KEY);
            assertThat(outcome(gateway.controller().deactivate("log"))).isNull();
            assertThat(outcome(gateway.controller().destroy("log"))).isNull();

            Path written = gateway.controller().persist();

            assertThat(written).content().contains("gate2", "/nowhere").doesNotContain("\"log\"");
            assertThat(gateway.controller().plan(written).isEmpty()).isTrue();
            assertThat(gateway.status().path("modules")).hasSize(3);
        }
    }

    @Test
    void shouldSayEverythingThatIsWrongAndChangeNothing() throws Exception {
        try (TestGateway gateway = start()) {
            Path next = file(List.of(TICKER, LOG), List.of(TO_GATE));

            RefusedException refused = outcome(gateway.controller().apply(next, PATIENCE));

            assertThat(refused.error()).isEqualTo(ControlError.BAD_REQUEST);
            assertThat(refused).hasMessageContaining("/links/0/sink: there is no module \"gate\"");
            awaitMore(gateway, "gate");
        }
    }
}
