package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {
    @TempDir
    private Path folder;

    private Path data;
    private FakeEngine engine;

    @BeforeEach
    void prepare() throws IOException {
        data = folder.resolve("data");
        engine = new FakeEngine(folder, "podman").answer("--version", "echo podman version 4.3.1; exit 0");
    }

    @Test
    void shouldTellItsContainersFromThoseOfOtherGateways() throws IOException {
        Containers containers = new Containers(data);
        containers.nameOf("valve");
        String number = Files.readString(data.resolve("containers.id")).strip();
        assertThat(containers.nameOf("valve")).isEqualTo("bulkhead-" + number.substring(0, 8) + "-valve");
        assertThat(containers.labelsOf("valve"))
                .containsExactly("dev.bulkhead.gateway=" + number, "dev.bulkhead.module=valve");
        assertThat(new Containers(data).nameOf("valve")).isEqualTo(containers.nameOf("valve"));
        assertThat(new Containers(folder.resolve("other")).nameOf("valve")).isNotEqualTo(containers.nameOf("valve"));
    }

    @Test
    void shouldRemoveWhatAnEarlierRunLeftBehindOnce() throws IOException {
        engine.answer("ps", "printf 'one\\ntwo\\n'; exit 0")
                .answer("kill", "exit 0")
                .answer("rm", "exit 0");
        Containers containers = new Containers(data);
        containers.removeLeftovers(engine.engine());
        containers.removeLeftovers(engine.engine());
        assertThat(engine.calls())
                .containsExactly(
                        "ps --all --quiet --no-trunc --filter label="
                                + containers.labelsOf("valve").get(0),
                        "kill one",
                        "rm --force --volumes one",
                        "kill two",
                        "rm --force --volumes two");
    }

    @Test
    void shouldTryAgainWhenTheEngineFailed() throws IOException {
        engine.answer("ps", "echo 'Error: no space' >&2; exit 125");
        Containers containers = new Containers(data);
        assertThatIOException().isThrownBy(() -> containers.removeLeftovers(engine.engine()));
        engine.answer("ps", "exit 0");
        containers.removeLeftovers(engine.engine());
        assertThat(engine.calls()).hasSize(2);
    }

    @Test
    void shouldNotGuessWhichContainersAreItsOwn() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("containers.id"), "\n");
        assertThatIOException()
                .isThrownBy(() -> new Containers(data).nameOf("valve"))
                .withMessage(data.resolve("containers.id") + " is damaged; remove it");
    }
}
