package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The activation {@code none}: somebody else, here the test, starts the host with the command that the gateway prints. */
class ExternalHostTest {
    private static final String NONE = """
            { "type": "none", "heartbeat": "200ms", "heartbeatLimit": "2s", "grace": "1s" }""";

    @TempDir
    private Path folder;

    private Process host;

    private BulkheadProcess runGateway() throws IOException {
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 2000000, \"atATime\": 1 }"),
                                        module("remote", Echo.class, NONE))
                                + "," + links(link("ticker", "remote")))
                .awaitReady()
                // It is ready whatever the host does; the host's file is there when the gateway says so.
                .awaitOutput("Start it with:");
    }

    /** Does what the gateway says, in a shell. */
    private void startHost(BulkheadProcess gateway) throws IOException {
        String command = gateway.awaitOutput("Start it with:")
                .output()
                .lines()
                .dropWhile(line -> !line.contains("remote waits for its host. Start it with:"))
                .skip(1)
                .findFirst()
                .orElseThrow();
        host = new ProcessBuilder("sh", "-c", "exec " + command.strip())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("host.txt").toFile())
                .start();
    }

    @AfterEach
    void endHost() throws InterruptedException {
        if (host != null) {
            host.destroyForcibly().waitFor();
        }
    }

    private static void awaitTraffic(BulkheadProcess gateway) throws Exception {
        long before = delivered(gateway);
        await().atMost(PATIENCE).until(() -> delivered(gateway) > before + 100);
    }

    private static long delivered(BulkheadProcess gateway) throws Exception {
        return gateway.linkTo("remote").path("delivered").asLong();
    }

    @Test
    void shouldRunTheModuleInAHostThatSomebodyElseStarts() throws Exception {
        try (BulkheadProcess gateway = runGateway()) {
            assertThat(gateway.module("remote").path("state").asText()).isEqualTo("activation");
            startHost(gateway);
            gateway.awaitState("remote", "activated");
            assertThat(gateway.module("remote").path("pid").asLong()).isEqualTo(host.pid());
            awaitTraffic(gateway);
            assertThat(gateway.stop()).isZero();
            assertThat(host.isAlive()).as("the host waits for its gateway").isTrue();
        }
    }

    @Test
    void shouldTakeTheNextHostWhenOneIsKilled() throws Exception {
        try (BulkheadProcess gateway = runGateway()) {
            startHost(gateway);
            awaitTraffic(gateway);
            host.destroyForcibly().waitFor();
            gateway.awaitState("remote", "activation");
            assertThat(gateway.module("remote").path("error").asText()).startsWith("the host has been silent for ");
            startHost(gateway);
            gateway.awaitState("remote", "activated");
            assertThat(gateway.module("remote").path("restarts").asInt()).isPositive();
            assertThat(gateway.module("remote").has("error")).isFalse();
            awaitTraffic(gateway);
        }
    }

    @Test
    void shouldAttachAgainWhenTheGatewayComesBack() throws Exception {
        try (BulkheadProcess gateway = runGateway()) {
            startHost(gateway);
            awaitTraffic(gateway);
            gateway.kill();
        }
        try (BulkheadProcess gateway = runGateway()) {
            gateway.awaitState("remote", "activated");
            assertThat(gateway.module("remote").path("pid").asLong()).isEqualTo(host.pid());
            awaitTraffic(gateway);
        }
    }

    @Test
    void shouldRefuseASecondHostWhileOneIsThere() throws Exception {
        try (BulkheadProcess gateway = runGateway()) {
            startHost(gateway);
            awaitTraffic(gateway);
            Process first = host;
            try {
                startHost(gateway);
                await().atMost(PATIENCE)
                        .until(() -> Files.readString(folder.resolve("host.txt"))
                                .contains("the module remote has a host already"));
                assertThat(gateway.module("remote").path("pid").asLong()).isEqualTo(first.pid());
                awaitTraffic(gateway);
            } finally {
                first.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void shouldKeepTheTokenToItself() throws Exception {
        try (BulkheadProcess gateway = runGateway()) {
            Path file = folder.resolve("data/hosts/remote.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String token = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(file.toFile())
                    .path("token")
                    .asText();
            assertThat(token).hasSizeGreaterThan(20);
            startHost(gateway);
            gateway.awaitState("remote", "activated");
            assertThat(gateway.output()).doesNotContain(token);
            for (long pid : List.of(gateway.pid(), host.pid())) {
                assertThat(Files.readString(Path.of("/proc/" + pid + "/cmdline")))
                        .doesNotContain(token);
                assertThat(Files.readString(Path.of("/proc/" + pid + "/environ")))
                        .doesNotContain(token);
            }
        }
    }

    @Test
    void shouldEndTheHostWithStatusTwoWhenItsFileIsWrong() throws Exception {
        Path file = Files.writeString(folder.resolve("host.json"), "{ \"listen\": 5 }");
        BulkheadProcess.Result result = BulkheadProcess.command(folder, "", "host", file.toString());
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output()).startsWith("module-host: " + file + ":1:");
        BulkheadProcess.Result missing = BulkheadProcess.command(folder, "", "host", "nowhere.json");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.output()).isEqualTo("module-host: there is no file nowhere.json\n");
    }

    @Test
    void shouldEndTheHostWithStatusOneWhenItsTokenIsWrong() throws Exception {
        try (BulkheadProcess gateway = runGateway()) {
            Path file = folder.resolve("data/hosts/remote.json");
            String content = Files.readString(file);
            Files.writeString(file, content.replaceAll("\"token\" : \"[^\"]+\"", "\"token\" : \"guessed\""));
            startHost(gateway);
            assertThat(host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(host.exitValue()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("host.txt")))
                    .contains("the token is not the one of the module asked for");
            Files.writeString(file, content);
            startHost(gateway);
            gateway.awaitState("remote", "activated");
        }
    }
}
