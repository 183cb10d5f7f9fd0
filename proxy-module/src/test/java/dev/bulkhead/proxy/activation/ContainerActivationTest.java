package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a command that behaves as podman 4.3 was recorded to. */
@Timeout(60)
class ContainerActivationTest {
    private static final Duration GRACE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final List<HostEnd> ends = Collections.synchronizedList(new ArrayList<>());
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
    private FakeEngine podman;
    private ContainerActivation activation;

    @BeforeEach
    void prepare() throws IOException {
        podman = new FakeEngine(Files.createDirectory(folder.resolve("p")), "podman")
                .answer("--version", "echo podman version 4.3.1; exit 0")
                .answer("image inspect", "echo sha256:1; exit 0")
                .answer("ps", "exit 0")
                .answer("kill", "exit 125")
                .answer("rm", "kill -9 $(cat '" + folder + "/main' 2>/dev/null) 2>/dev/null; exit 0")
                .answer("stop", "kill $(cat '" + folder + "/main'); exit 0")
                .answer("container inspect", "echo \"$(cat '" + folder + "/main') false\"; exit 0")
                .answer("run", container("while read -r line; do echo \"got $line\"; done; exit 0"));
        activation = activation("none");
    }

    /** Stands in for the command and for the first process in the container as well. */
    private String container(String behaviour) {
        return "trap 'exit 143' TERM; echo $$ >'" + folder + "/main.new'; mv '" + folder + "/main.new' '" + folder
                + "/main'; echo up; " + behaviour;
    }

    private ContainerActivation activation(String network) {
        ContainerSettings settings = new ContainerSettings(
                podman.command(),
                "image:1",
                network,
                false,
                List.of(),
                null,
                96 << 20,
                OptionalDouble.empty(),
                256,
                16 << 20,
                List.of(),
                "tcp://127.0.0.1:*",
                null,
                new HostJvm(Path.of("java"), Path.of("/host.jar"), null, 32 << 20, 1, List.of(), null));
        return new ContainerActivation(
                new ModuleToLoad("valve", "com.acme.Valve", Path.of("/opt/acme.jar")),
                settings,
                new Containers(folder.resolve("hosts")),
                folder.resolve("hosts"),
                address -> true,
                printed::add);
    }

    @AfterEach
    void end() {
        activation.kill();
    }

    private void start() throws IOException {
        activation.start("tcp://127.0.0.1:40001", ends::add);
        await().until(() -> printed.contains("up"));
    }

    private Path shared() {
        return folder.resolve("hosts/valve.container");
    }

    @Test
    void shouldGiveTheHostAWayToItsGatewayAndToNobodyElse() throws IOException {
        start();
        assertThat(Files.readString(shared().resolve("host.json")))
                .contains("\"listen\" : \"unix:/bulkhead/run\"", "\"remote\" : \"unix:/bulkhead/run\"")
                .contains("\"path\" : \"/bulkhead/module/acme.jar\"")
                .doesNotContain(activation.token());
        assertThat(shared().resolve("gateway.sock")).exists();
        Whereabouts seen = activation.seenFromHere(new Whereabouts("tcp://127.0.0.1:1", OptionalLong.of(1)));
        assertThat(seen.url()).startsWith("tcp://127.0.0.1:").isNotEqualTo("tcp://127.0.0.1:1");
        assertThat(seen.pid()).as("the pid in the container means nothing here").isEmpty();
    }

    @Test
    void shouldNeedNoTunnelInTheNetworkOfThisMachine() throws IOException {
        activation = activation("host");
        start();
        assertThat(Files.readString(shared().resolve("host.json")))
                .contains("\"listen\" : \"tcp://127.0.0.1:*\"", "\"remote\" : \"tcp://127.0.0.1:40001\"");
        assertThat(shared().resolve("gateway.sock")).doesNotExist();
        assertThat(activation
                        .seenFromHere(new Whereabouts("tcp://127.0.0.1:1", OptionalLong.of(1)))
                        .url())
                .isEqualTo("tcp://127.0.0.1:1");
    }

    @Test
    void shouldHandTheTokenOnByStandardInputAlone() throws IOException {
        start();
        await().until(() -> printed.contains("got (secret)"));
        assertThat(podman.calls()).noneMatch(call -> call.contains(activation.token()));
    }

    @Test
    void shouldKnowTheFirstProcessInTheContainer() throws IOException {
        start();
        assertThat(activation.pid()).isEmpty();
        activation.seenFromHere(new Whereabouts("tcp://127.0.0.1:1", OptionalLong.of(1)));
        long process = Long.parseLong(Files.readString(folder.resolve("main")).strip());
        await().until(() -> activation.pid().equals(OptionalLong.of(process)));
    }

    @Test
    void shouldStopTheContainerAndRemoveWhatIsLeft() throws IOException {
        start();
        activation.stop(GRACE);
        assertThat(podman.calls()).containsSubsequence("stop -t 2 " + name(), "rm --force --volumes " + name());
        assertThat(shared()).doesNotExist();
        await().until(() -> !ends.isEmpty());
        assertThat(ends.get(0).text()).startsWith("the host was ended by signal 15");
    }

    private String name() throws IOException {
        return new Containers(folder.resolve("hosts")).nameOf("valve");
    }

    @Test
    void shouldRemoveAContainerThatHasEndedByItself() throws IOException {
        podman.answer("run", container("exit 7"));
        start();
        await().until(() -> !ends.isEmpty());
        assertThat(ends.get(0))
                .isEqualTo(new HostEnd(
                        false, false, "the host exited with status 7; its last output: up", OptionalInt.of(7)));
        activation.stop(GRACE);
        assertThat(podman.calls())
                .noneMatch(call -> call.startsWith("stop"))
                .endsWith("rm --force --volumes " + name());
    }

    @Test
    void shouldTellThatTheContainerTookTooMuchMemory() throws IOException {
        podman.answer("run", container("exit 137")).answer("container inspect", "echo '0 true'; exit 0");
        start();
        await().until(() -> !ends.isEmpty());
        assertThat(ends.get(0))
                .isEqualTo(new HostEnd(
                        true,
                        false,
                        "the container took more than its 96 MiB (memory); the host was ended by signal 9; its last output: "
                                + "up",
                        OptionalInt.of(137)));
    }

    @Test
    void shouldTellThatSomebodyElseRemovedTheContainer() throws IOException {
        podman.answer("run", container("exit 137"))
                .answer("container inspect", "echo 'Error: inspecting object: no such container valve' >&2; exit 125");
        start();
        await().until(() -> !ends.isEmpty());
        assertThat(ends.get(0).text()).endsWith("its container was removed by somebody else");
    }

    @Test
    void shouldTellThatTheEngineIsGoneAndEndTheContainerWithoutIt() throws IOException {
        String gone =
                "echo 'Cannot connect to the Docker daemon at unix:///d. Is the docker daemon running?' >&2; exit 125";
        podman.answer("run", """
                sleep 1000 </dev/null >/dev/null 2>&1 &
                echo $! >'%1$s/main'; echo up
                until [ -e '%1$s/gone' ]; do sleep 0.05; done
                """.formatted(folder) + gone);
        start();
        activation.seenFromHere(new Whereabouts("tcp://127.0.0.1:1", OptionalLong.of(1)));
        await().until(() -> activation.pid().isPresent());
        ProcessHandle process = ProcessHandle.of(activation.pid().getAsLong()).orElseThrow();
        for (String call : List.of("container inspect", "stop", "rm")) {
            podman.answer(call, gone);
        }
        Files.createFile(folder.resolve("gone"));
        await().until(() -> !ends.isEmpty());
        assertThat(ends.get(0).text())
                .startsWith("the host exited with status 125; ")
                .endsWith("the daemon of podman does not run; start it, for example with: systemctl start docker");
        assertThat(process.isAlive()).isTrue();
        activation.stop(GRACE);
        await().until(() -> !process.isAlive());
    }

    @Test
    void shouldNotStartWithoutItsImage() throws IOException {
        podman.answer("image inspect", "echo 'Error: inspecting object: image:1: image not known' >&2; exit 125");
        assertThatIOException()
                .isThrownBy(() -> activation.start("tcp://127.0.0.1:40001", ends::add))
                .withMessageStartingWith("podman has no image image:1; make it with: bulkhead image --tag image:1");
        assertThat(podman.calls()).noneMatch(call -> call.startsWith("run"));
    }

    @Test
    void shouldSayWhatItDoes() throws IOException {
        assertThat(activation.diagnose()).isEqualTo("the container was not started");
        start();
        assertThat(activation.diagnose()).isEqualTo("its container " + name() + " runs, or is about to");
    }
}
