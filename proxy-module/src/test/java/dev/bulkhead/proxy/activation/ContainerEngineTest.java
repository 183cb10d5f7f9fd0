package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With commands that answer as docker 20.10 and podman 4.3 were recorded to. */
class ContainerEngineTest {
    private static final String DOCKER_VERSION = "echo 'Docker version 20.10.24+dfsg1, build 297e128'; exit 0";
    private static final String PODMAN_VERSION = "echo 'podman version 4.3.1'; exit 0";

    @TempDir
    private Path folder;

    private FakeEngine docker;
    private FakeEngine podman;

    @BeforeEach
    void commands() throws IOException {
        docker = new FakeEngine(Files.createDirectory(folder.resolve("d")), "docker")
                .answer("--version", DOCKER_VERSION);
        podman = new FakeEngine(Files.createDirectory(folder.resolve("p")), "podman")
                .answer("--version", PODMAN_VERSION);
    }

    private String path(String... folders) {
        return folder.resolve("empty") + ":"
                + String.join(
                        ":",
                        List.of(folders).stream()
                                .map(each -> folder.resolve(each).toString())
                                .toList());
    }

    @Test
    void shouldTakeDockerBeforePodman() throws IOException {
        assertThat(ContainerEngine.find(null, path("p", "d")).command()).hasToString(docker.command());
        assertThat(ContainerEngine.find(null, path("p")).command()).hasToString(podman.command());
        assertThat(ContainerEngine.find("podman", path("p", "d")).command()).hasToString(podman.command());
        assertThat(ContainerEngine.find(podman.command(), "").command()).hasToString(podman.command());
    }

    @Test
    void shouldKnowPodmanByWhatItSays() throws IOException {
        assertThat(docker.engine().isPodman()).isFalse();
        assertThat(podman.engine().isPodman()).isTrue();
        docker.answer("--version", PODMAN_VERSION);
        assertThat(docker.engine().isPodman()).isTrue();
    }

    @Test
    void shouldSayThatThereIsNoEngine() {
        assertThatIOException()
                .isThrownBy(() -> ContainerEngine.find(null, path()))
                .withMessage("there is neither docker nor podman on the PATH; install one (on Debian: apt-get install "
                        + "docker.io), or name its command with the key \"engine\"");
        assertThatIOException()
                .isThrownBy(() -> ContainerEngine.find("nerdctl", path("d")))
                .withMessage("there is no command nerdctl (engine); install it, or leave the key out");
        assertThatIOException()
                .isThrownBy(() -> ContainerEngine.find("/opt/docker", path("d")))
                .withMessage("there is no command /opt/docker (engine); install it, or leave the key out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: No such image: valve:1",
                "Error response from daemon: No such image: valve:1",
                "Error: inspecting object: valve:1: image not known"
            })
    void shouldSayHowToGetAnImageThatIsMissing(String said) throws IOException {
        docker.answer("image inspect", "echo '[]'; echo '" + said + "' >&2; exit 1");
        assertThatIOException()
                .isThrownBy(() -> docker.engine().requireImage("valve:1"))
                .withMessage("docker has no image valve:1; make it with: bulkhead image --tag valve:1, or get it with: "
                        + "docker pull valve:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
                "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if "
                        + "the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory"
            })
    void shouldSayThatTheDaemonDoesNotRun(String said) throws IOException {
        docker.answer("image inspect", "echo '" + said + "' >&2; exit 1");
        assertThatIOException()
                .isThrownBy(() -> docker.engine().requireImage("valve:1"))
                .withMessage("the daemon of docker does not run; start it, for example with: systemctl start docker");
    }

    @Test
    void shouldSayWhoMayUseDocker() throws IOException {
        docker.answer("ps", """
                echo 'Got permission denied while trying to connect to the Docker daemon socket at \
                unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json": dial unix \
                /var/run/docker.sock: connect: permission denied' >&2; exit 1""");
        assertThatIOException()
                .isThrownBy(() -> docker.engine().withLabel("a=b"))
                .withMessage(
                        "this user may not use docker; add it to the group docker, which is as good as root, or use "
                                + "podman");
    }

    @Test
    void shouldTellWhatElseTheEngineSaid() throws IOException {
        docker.answer("ps", "echo 'first' >&2; echo 'Error: the disk is full' >&2; exit 125");
        assertThatIOException()
                .isThrownBy(() -> docker.engine().withLabel("a=b"))
                .withMessage("docker cannot list its containers: Error: the disk is full");
    }

    @Test
    void shouldTellTheStateOfAContainer() throws IOException {
        docker.answer("container inspect", "echo '4711 false'; exit 0");
        podman.answer("container inspect", "echo '0 true'; exit 0");
        assertThat(docker.engine().state("valve")).contains(new ContainerEngine.State(4711, false));
        assertThat(podman.engine().state("valve")).contains(new ContainerEngine.State(0, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: No such container: valve",
                "Error response from daemon: No such container: valve",
                "Error: inspecting object: no such container valve"
            })
    void shouldNotMissAContainerThatIsGone(String said) throws IOException {
        String gone = "echo \"" + said + "\" >&2; exit 1";
        docker.answer("container inspect", gone).answer("stop", gone).answer("rm", gone);
        assertThat(docker.engine().state("valve")).isEqualTo(Optional.empty());
        docker.engine().stop("valve", Duration.ofMillis(1));
        docker.engine().remove("valve");
        assertThat(docker.calls())
                .containsExactly(
                        "container inspect --format {{.State.Pid}} {{.State.OOMKilled}} valve",
                        "stop -t 1 valve",
                        "rm --force --volumes valve");
    }

    @Test
    void shouldTakeAnImageIn() throws IOException {
        podman.answer("import", "exit 0");
        podman.engine().importImage(Path.of("/tmp/image.tar"), List.of("ENV A=b", "ENV C=d"), "valve:1");
        assertThat(podman.calls()).containsExactly("import --change ENV A=b --change ENV C=d /tmp/image.tar valve:1");
    }

    /** Found when the end of a hung host took ten seconds. */
    @Test
    void shouldNotLetPodmanAskBeforeItRemoves() throws IOException {
        podman.answer("kill", "echo 'Error: can only kill running containers. valve is in state exited' >&2; exit 125")
                .answer("rm", "exit 0");
        podman.engine().remove("valve");
        assertThat(podman.calls()).containsExactly("kill valve", "rm --force --volumes valve");
    }
}
