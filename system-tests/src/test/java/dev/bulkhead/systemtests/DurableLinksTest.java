package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.systemtests.BulkheadProcess.Result;
import dev.bulkhead.testkit.activation.LedgerAssert;
import dev.bulkhead.testkit.activation.probe.Faulty;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator has of durable links; what they do not lose is for {@code ChaosTest}. */
class DurableLinksTest {
    private static final String FORK = "\"fork\"";
    private static final String DURABLE = """
            { "source": "ticker", "sink": "probe", "durable": { "attempts": 2, "backOff": "10ms" } }""";

    @TempDir
    private Path folder;

    private static String ticker(int count) {
        return module("ticker", Ticker.class, "\"in-process\"", "{ \"count\": " + count + ", \"atATime\": 1 }");
    }

    private static String probe(String where) {
        return module("probe", Faulty.class, FORK, "{ \"where\": \"" + where + "\" }");
    }

    private BulkheadProcess run(String ticker, String probe, String links) throws Exception {
        return BulkheadProcess.run(folder, modules(ticker, probe) + "," + links(links))
                .awaitReady();
    }

    private Result deadLetters(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "dead-letters";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Result result = BulkheadProcess.command(folder, "", command);
        assertThat(result.status()).as(result.output()).isZero();
        return result;
    }

    private static void awaitCount(BulkheadProcess gateway, String key, long count) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(gateway.linkTo("probe").path(key).asLong()).isEqualTo(count));
    }

    @Test
    void shouldKeepWhatAHostedModuleRefusesUntilSomebodyReplaysIt() throws Exception {
        BulkheadProcess broken = run(ticker(3), probe("receive"), DURABLE);
        awaitCount(broken, "deadLettered", 3);
        JsonNode letters =
                new ObjectMapper().readTree(deadLetters("list", "--json").output());
        assertThat(letters).hasSize(3);
        assertThat(letters.path(0).path("cause").asText())
                .isEqualTo("java.io.IOException: no valve at port 7 in receive");
        assertThat(letters.path(0).path("attempts").asInt()).isEqualTo(2);
        assertThat(deadLetters("show", letters.path(2).path("id").asText()).output())
                .contains("receive-failed", "left", "Faulty.receive");
        LedgerAssert.assertBalanced(broken.linkTo("probe"));
        broken.kill();

        try (BulkheadProcess mended = run(ticker(0), probe(""), DURABLE)) {
            awaitCount(mended, "deadLettered", 3);
            assertThat(deadLetters("replay", "--all").output()).isEqualTo("replayed 3\n");
            awaitCount(mended, "delivered", 3);
            LedgerAssert.assertBalanced(mended.linkTo("probe"));
            assertThat(deadLetters("list").output()).isEqualTo("there are no dead letters\n");
            assertThat(mended.status().path("store").path("state").asText()).isEqualTo("ok");
        }
    }

    @Test
    void shouldMakeDeadLettersOfWhatItFindsForALinkThatIsNoMore() throws Exception {
        String down =
                module("probe", Faulty.class, FORK).replace("{ \"name\"", "{ \"startmode\": \"Deactivated\", \"name\"");
        BulkheadProcess before = run(ticker(5), down, DURABLE);
        awaitCount(before, "queued", 5);
        before.kill();

        try (BulkheadProcess after = run(ticker(0), down, "{ \"source\": \"ticker\", \"sink\": \"probe\" }")) {
            assertThat(after.status()
                            .path("store")
                            .path("deadLetters")
                            .path("kept")
                            .asLong())
                    .isEqualTo(5);
            assertThat(deadLetters("list").output()).contains("link-removed");
            assertThat(deadLetters("purge", "--all").output()).isEqualTo("purged 5\n");
        }
    }
}
