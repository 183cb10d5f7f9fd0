package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module is swapped for another version of its package with the real command, while a gateway carries 50,000 messages a second. */
class HotSwapTest {
    private static final Pattern PAUSE = Pattern.compile("the pause was ([0-9.]+) ms");

    @TempDir
    private static Path packages;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws Exception {
        String source;
        try (InputStream in = HotSwapTest.class.getResourceAsStream("/belt/Belt.java")) {
            source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String version : new String[] {"1.0.0", "1.1.0", "1.2.0"}) {
            Path file = Files.createDirectories(packages.resolve(version)).resolve("Belt.java");
            Files.writeString(file, source.replace("@VERSION@", version));
            CompiledPackage.jar(packages, "acme/belt", version, file);
        }
    }

    private static String jar(String version) {
        return packages.resolve("acme.belt-" + version + ".jar").toString();
    }

    /** Every kind of module that can be swapped, one behind the other: what one loses or delays, the next one notices. */
    private BulkheadProcess begin(String hereFailsIn, String forkedFailsIn) throws Exception {
        Files.writeString(folder.resolve("gateway.json"), """
                { "gateway": { "control": { "listen": "127.0.0.1:0" } },
                  "modules": [
                    { "name": "pump", "type": "acme/pump", "args": { "each": 50 } },
                    { "name": "here", "type": "acme/resting-checker", "version": "1.0.0", "args": { "failsIn": "%1$s" } },
                    { "name": "forked", "type": "acme/resting-checker", "version": "1.0.0", "activation": "fork",
                      "args": { "failsIn": "%2$s" } },
                    { "name": "plain", "type": "acme/checker", "version": "1.0.0", "activation": "fork" },
                    { "name": "end", "type": "acme/checker", "version": "1.0.0" } ],
                  "links": [
                    { "source": "pump", "sink": "here", "blockFor": "30s" },
                    { "source": "here", "sink": "forked", "blockFor": "30s" },
                    { "source": "forked", "sink": "plain", "blockFor": "30s" },
                    { "source": "plain", "sink": "end", "blockFor": "30s" } ] }
                """.formatted(hereFailsIn, forkedFailsIn));
        install("1.0.0");
        BulkheadProcess gateway = BulkheadProcess.runHere(folder).awaitReady();
        await().atMost(PATIENCE).until(() -> delivered(gateway, "end") > 50_000);
        return gateway;
    }

    private void install(String version) throws Exception {
        done("modules", "install", jar(version));
    }

    private String done(String... arguments) throws Exception {
        BulkheadProcess.Result result = BulkheadProcess.command(folder, "", arguments);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    private String refused(String... arguments) throws Exception {
        BulkheadProcess.Result result = BulkheadProcess.command(folder, "", arguments);
        assertThat(result.status()).as(result.output()).isPositive();
        return result.output();
    }

    private static long delivered(BulkheadProcess gateway, String sink) throws Exception {
        return gateway.linkTo(sink).path("delivered").asLong();
    }

    private static void awaitMore(BulkheadProcess gateway) throws Exception {
        long before = delivered(gateway, "end");
        await().atMost(PATIENCE).until(() -> delivered(gateway, "end") > before + 50_000);
    }

    /** The modules themselves throw at a number that is missing, comes twice or too early, and then it is counted. */
    private void assertNothingLostAndAllInOrder(BulkheadProcess gateway) throws Exception {
        String unused = done("deactivate", "pump");
        for (String sink : List.of("here", "forked", "plain", "end")) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode link = gateway.linkTo(sink);
                assertThat(link.path("delivered").asLong())
                        .as("%s", link)
                        .isEqualTo(link.path("published").asLong());
            });
        }
        assertThat(delivered(gateway, "end")).isEqualTo(delivered(gateway, "here"));
    }

    private static void assertRuns(BulkheadProcess gateway, String module, String version) throws Exception {
        assertThat(gateway.module(module).path("state").asText()).isEqualTo("activated");
        assertThat(gateway.module(module).path("version").asText()).isEqualTo(version);
    }

    @Test
    void shouldSwapUnderLoadWithoutLossAndInOrder() throws Exception {
        try (BulkheadProcess gateway = begin("", "")) {
            for (String module : List.of("here", "forked", "plain")) {
                long pid = gateway.module(module).path("pid").asLong();

                String swapped = done("swap", module, jar("1.1.0"), "--canary", "0.5");

                Matcher pause = PAUSE.matcher(swapped);
                assertThat(pause.find()).as(swapped).isTrue();
                assertThat(Double.parseDouble(pause.group(1))).isPositive();
                assertThat(swapped).startsWith(module + ": acme/belt@1.1.0");
                assertRuns(gateway, module, "1.1.0");
                if (gateway.pid() != pid) {
                    assertThat(gateway.module(module).path("pid").asLong()).isNotEqualTo(pid);
                    assertThat(ProcessHandle.of(pid)).isEmpty();
                }
            }
            awaitMore(gateway);
            assertNothingLostAndAllInOrder(gateway);

            assertThat(refused("swap", "here", "acme/belt@1.1.0")).contains("it runs acme/belt@1.1.0 already");
            assertThat(refused("swap", "here", "acme/belt@7.0.0")).contains("there is no package acme/belt@7.0.0");
            assertThat(refused("swap", "nobody", jar("1.2.0"))).contains("acme/belt@1.2.0 is removed again");
            String unused = done("persist");
            assertThat(Files.readString(folder.resolve("gateway.json")))
                    .contains("\"name\": \"here\", \"type\": \"acme/resting-checker\", \"version\": \"1.1.0\"");

            assertStopsInOrderDuringTheCanaryTime(gateway);
        }
    }

    /** Neither version may be cut off: one still has messages. */
    private void assertStopsInOrderDuringTheCanaryTime(BulkheadProcess gateway) throws Exception {
        long pid = gateway.module("forked").path("pid").asLong();
        CompletableFuture<BulkheadProcess.Result> swap = CompletableFuture.supplyAsync(() -> {
            try {
                return BulkheadProcess.command(folder, "", "swap", "forked", jar("1.2.0"), "--canary", "600");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(PATIENCE)
                .until(() -> gateway.module("forked").path("pid").asLong() != pid);
        String unused = done("activate", "pump");
        awaitMore(gateway);

        assertThat(gateway.stop()).isZero();

        assertThat(gateway.output()).contains("dropped 0 ").doesNotContain("did not end within");
        assertThat(swap.join().status()).isEqualTo(1);
    }

    @Test
    void shouldStayWithTheOldVersionWhenTheNewOneDoesNotProveItself() throws Exception {
        try (BulkheadProcess gateway = begin("create", "crash")) {
            assertThat(refused("swap", "here", jar("1.2.0")))
                    .contains("the new version does not come up: version 1.2.0 does not fit to this press")
                    .contains("acme/belt@1.2.0 is removed again")
                    .contains("the old version stays");
            assertRuns(gateway, "here", "1.0.0");
            awaitMore(gateway);
            assertThat(gateway.linkTo("here").path("dropped")).isEmpty();

            assertThat(refused("swap", "forked", jar("1.2.0")))
                    .contains("the new version went down: ")
                    .contains("the old version stays");
            assertRuns(gateway, "forked", "1.0.0");
            awaitMore(gateway);
        }
    }
}
