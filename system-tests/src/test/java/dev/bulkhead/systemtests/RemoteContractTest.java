package dev.bulkhead.systemtests;

import static org.awaitility.Awaitility.await;

import dev.bulkhead.testkit.activation.ActivationContract;
import dev.bulkhead.testkit.gateway.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract in a host on another machine, over CURVE. */
class RemoteContractTest extends ActivationContract {
    private static final int HOST_PORT = 5702;

    private static NetworkNamespace network;

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
        host = new RemoteHost(network, "probe", device);
    }

    @AfterEach
    void endHost() throws InterruptedException {
        host.close();
    }

    @Override
    protected String activation() {
        return host.activation(HOST_PORT, "");
    }

    /** The gateway does not wait for hosts that others start, so this does. */
    @Override
    protected void started(TestGateway gateway, Path data) throws IOException {
        host.start(data.resolve("hosts/probe.json"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !gateway.module("probe").path("state").asText().equals("activation"));
    }
}
