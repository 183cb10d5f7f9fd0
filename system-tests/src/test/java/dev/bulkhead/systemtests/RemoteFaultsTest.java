package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.testkit.activation.LedgerAssert;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to a host on another machine, and to the cable in between. */
class RemoteFaultsTest {
    private static final int HOST_PORT = 5702;
    private static final int TICKS = 1_000_000;

    private static NetworkNamespace network;

    @TempDir
    private Path folder;

    @TempDir
    private Path device;

    private RemoteHost host;

    @BeforeAll
    static void connect() throws Exception {
        network = NetworkNamespace.open();
    }

    @AfterAll
    static void disconnect() throws Exception {
        if (network != null) {
            network.close();
        }
    }

    @BeforeEach
    void makeKeys() throws IOException {
        host = new RemoteHost(network, "remote", device);
    }

    @AfterEach
    void endHost() throws Exception {
        network.plug();
        host.close();
    }

    private BulkheadProcess runGateway(String limits) throws IOException {
        return BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": %d, \"atATime\": 1 }".formatted(TICKS)),
                                        module("remote", Echo.class, host.activation(HOST_PORT, limits)))
                                + "," + links(link("ticker", "remote")))
                .awaitReady();
    }

    private BulkheadProcess runAttached(String limits) throws IOException {
        BulkheadProcess gateway = runGateway(limits);
        host.start(folder.resolve("data/hosts/remote.json"));
        gateway.awaitState("remote", "activated");
        return gateway;
    }

    private static void awaitTraffic(BulkheadProcess gateway) throws Exception {
        long before = delivered(gateway);
        await().atMost(PATIENCE).until(() -> delivered(gateway) > before + 100);
    }

    private static long delivered(BulkheadProcess gateway) throws Exception {
        return gateway.linkTo("remote").path("delivered").asLong();
    }

    /** A link never stands still while the ticker runs, so its account is read when the gateway has none to give any more. */
    private static void assertNothingLostUncounted(BulkheadProcess gateway) {
        await().atMost(PATIENCE).untilAsserted(() -> LedgerAssert.assertBalanced(gateway.linkTo("remote")));
    }

    @Test
    void shouldGoOnAfterAShortCutAsIfNothingHadHappened() throws Exception {
        try (BulkheadProcess gateway = runAttached(", \"heartbeatLimit\": \"20s\"")) {
            awaitTraffic(gateway);
            network.cut();
            TimeUnit.SECONDS.sleep(1);
            network.plug();
            awaitTraffic(gateway);

            JsonNode remote = gateway.module("remote");
            assertThat(remote.path("state").asText()).isEqualTo("activated");
            assertThat(remote.path("restarts").asInt()).isZero();
            assertThat(gateway.linkTo("remote").path("droppedByReason").has("host-lost"))
                    .isFalse();
            assertNothingLostUncounted(gateway);
        }
    }

    @Test
    void shouldAttachAgainAfterACutThatWasLongerThanTheLimit() throws Exception {
        try (BulkheadProcess gateway = runAttached(", \"heartbeat\": \"200ms\", \"heartbeatLimit\": \"2s\"")) {
            awaitTraffic(gateway);
            long pid = gateway.module("remote").path("pid").asLong();
            network.cut();
            gateway.awaitState("remote", "activation");
            assertThat(gateway.module("remote").path("error").asText()).startsWith("the host has been silent for ");
            await().atMost(PATIENCE).until(() -> host.output().contains("the session is over"));
            network.plug();
            gateway.awaitState("remote", "activated");

            awaitTraffic(gateway);
            assertThat(gateway.module("remote").path("restarts").asInt()).isPositive();
            assertThat(gateway.module("remote").path("pid").asLong()).isEqualTo(pid);
            assertNothingLostUncounted(gateway);
        }
    }

    @Test
    void shouldTakeTheNextHostWhenOneIsKilled() throws Exception {
        try (BulkheadProcess gateway = runAttached(", \"heartbeat\": \"200ms\", \"heartbeatLimit\": \"2s\"")) {
            awaitTraffic(gateway);
            host.kill();
            gateway.awaitState("remote", "activation");
            host.start(folder.resolve("data/hosts/remote.json"));
            gateway.awaitState("remote", "activated");

            awaitTraffic(gateway);
            assertNothingLostUncounted(gateway);
        }
    }

    @Test
    void shouldAttachAgainWhenTheGatewayComesBack() throws Exception {
        String limits = ", \"heartbeat\": \"200ms\", \"heartbeatLimit\": \"2s\"";
        try (BulkheadProcess gateway = runAttached(limits)) {
            awaitTraffic(gateway);
            gateway.kill();
        }
        try (BulkheadProcess gateway = runGateway(limits)) {
            gateway.awaitState("remote", "activated");
            awaitTraffic(gateway);
        }
    }

    @Test
    void shouldWaitForAGatewayThatIsNotThereYetAndSayWhatToLookAt() throws Exception {
        try (BulkheadProcess gateway = runGateway("")) {
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("data/hosts/remote.json")));
            gateway.kill();
        }
        host.start(folder.resolve("data/hosts/remote.json"));
        await().atMost(PATIENCE).until(() -> host.output().contains("has each side the other's public key?"));
        try (BulkheadProcess gateway = runGateway("")) {
            gateway.awaitState("remote", "activated");
            awaitTraffic(gateway);
        }
    }

    @Test
    void shouldNotShowTheMemoryOfAProcessHereForTheHostsNumberThere() throws Exception {
        try (BulkheadProcess gateway = runAttached("")) {
            JsonNode remote = gateway.module("remote");
            assertThat(remote.path("pid").asLong()).isPositive();
            assertThat(remote.has("memory")).isFalse();
            assertThat(gateway.module("ticker").has("memory")).isTrue();
        }
    }

    @Test
    void shouldEndTheHostWithStatusTwoWhenItWouldSpeakInTheClear() throws Exception {
        try (BulkheadProcess gateway = runAttached("")) {
            awaitTraffic(gateway);
            host.kill();
            Path file = device.resolve("clear.json");
            Files.writeString(
                    file,
                    Files.readString(folder.resolve("data/hosts/remote.json"))
                            .replaceAll("(?m)^.*\"(keys|gatewayKey)\".*$", "")
                            .replaceFirst("(\"token\" : \"[^\"]*\"),", "$1"));
            host.startWith(file);

            assertThat(host.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(host.process().exitValue()).isEqualTo(2);
            assertThat(host.output()).contains("beyond loopback");
        }
    }
}
