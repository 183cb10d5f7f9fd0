package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Hog;
import dev.bulkhead.testkit.activation.probe.Ticker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults of containers of a real Docker, and of its daemon. */
class DockerFaultsTest extends ContainerFaults {
    private static DockerDaemon shared;

    @BeforeAll
    static void startDocker() throws Exception {
        shared = DockerDaemon.shared();
    }

    @Override
    TestEngine engine() {
        return shared;
    }

    @Test
    void shouldEndTheContainerWhenItsDaemonIsGone() throws Exception {
        try (DockerDaemon own = DockerDaemon.start();
                BulkheadProcess gateway = runUnderLoad(own)) {
            awaitTraffic(gateway);
            long pid = awaitPid(gateway, "victim");
            own.kill();
            gateway.awaitState("victim", "deactivated");
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("Failure");
            assertThat(errorOf(gateway, "victim"))
                    .contains("the daemon of docker does not run; start it, for example with: systemctl start docker");
            Processes.awaitGone(pid, A_FEW_SECONDS);
            awaitAccountedFor(gateway);
            assertThat(gateway.stop()).isZero();
        }
    }

    /** Podman's own watcher misses that under control groups of version 1. */
    @Test
    void shouldSayThatTheContainerTookTooMuchMemory() throws Exception {
        String limited = ", \"memory\": \"96MiB\", \"jvmOptions\": [ \"-XX:MaxDirectMemorySize=1g\" ]";
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 1, \"atATime\": 1 }"),
                                        module("hog", Hog.class, shared.activation(limited)))
                                + "," + links(link("ticker", "hog")))
                .awaitReady()) {
            gateway.awaitState("hog", "deactivated");
            assertThat(gateway.module("hog").path("reason").asText()).isEqualTo("MemoryExceeded");
            assertThat(errorOf(gateway, "hog"))
                    .isEqualTo("the container took more than its 96 MiB (memory); the host was ended by signal 9");
            assertNoContainerLeft(shared, "hog");
        }
    }

    @Test
    void shouldSayHowToGetAnImageThatIsMissing() throws Exception {
        String activation = engine().activation(", \"image\": \"acme/nowhere:1\"");
        try (BulkheadProcess gateway = BulkheadProcess.run(folder, modules(module("victim", Echo.class, activation)))
                .awaitReady()) {
            assertThat(gateway.module("victim").path("reason").asText()).isEqualTo("InstantiationFailed");
            assertThat(errorOf(gateway, "victim"))
                    .isEqualTo(
                            "docker has no image acme/nowhere:1; make it with: bulkhead image --tag acme/nowhere:1, or "
                                    + "get it with: docker pull acme/nowhere:1");
        }
    }
}
