package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static dev.bulkhead.testkit.activation.LedgerAssert.assertLossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.systemtests.BulkheadProcess.Result;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Ticker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images in which hosts run, with a real Docker. */
class ContainerImageTest {
    private static final int MESSAGES = 1000;

    private static DockerDaemon docker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startDocker() throws Exception {
        docker = DockerDaemon.shared();
    }

    private void assertRuns(String activation) throws Exception {
        String count = "{ \"count\": " + MESSAGES + ", \"atATime\": 50 }";
        try (BulkheadProcess gateway = BulkheadProcess.run(
                        folder,
                        modules(
                                        module("ticker", Ticker.class, "\"in-process\"", count),
                                        module("echo", Echo.class, activation))
                                + "," + links(link("ticker", "echo")))
                .awaitReady()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertLossless(gateway.linkTo("echo"), MESSAGES));
        }
    }

    @Test
    void shouldRunAModuleWhoseJarIsInTheImage() throws Exception {
        Path jar = ModuleLoader.jarOf(Echo.class.getName()).orElseThrow();
        Result made = image("--engine", docker.engine().toString(), "--tag", "with-probes:1", "--with", jar.toString());
        assertThat(made.output()).startsWith("made the image with-probes:1 of ");
        assertThat(made.status()).isZero();
        assertRuns(docker.activation(", \"image\": \"with-probes:1\", \"jar\": \"image\""));
    }

    private Result image(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "image";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return BulkheadProcess.command(folder, "", all);
    }

    /** With what is there in place of an image from a registry. */
    @Test
    void shouldRunInAnImageOfTheDockerfile() throws Exception {
        TestEngine.Ran built = TestEngine.run(List.of(
                "env",
                "DOCKER_BUILDKIT=0",
                docker.engine().toString(),
                "build",
                "--build-arg",
                "BASE=" + docker.call("images", "--format", "{{.Repository}}:{{.Tag}}", "bulkhead-module-host"),
                "--tag",
                "of-the-dockerfile:1",
                "--file",
                BulkheadProcess.ROOT.resolve("module-host/Dockerfile").toString(),
                System.getProperty("bulkhead.lib")));
        assertThat(built.status()).as(built.output()).isZero();
        assertRuns(docker.activation(", \"image\": \"of-the-dockerfile:1\""));
    }

    @Test
    void shouldWriteATarForAnotherMachine() throws Exception {
        Path tar = folder.resolve("host.tar");
        Result written = image("--java-modules", "java.base,java.logging,jdk.unsupported", "--output", tar.toString());
        assertThat(written.output())
                .startsWith("wrote " + tar)
                .contains("take it in with:\n  docker import --change 'ENV ");
        String command = written.output()
                .lines()
                .reduce((first, second) -> second)
                .orElseThrow()
                .strip();
        String here =
                command.replaceFirst("^docker", docker.engine().toString()).replaceFirst("\\S+$", "carried:1");
        TestEngine.Ran imported = TestEngine.run(List.of("sh", "-c", here));
        assertThat(imported.status()).as(imported.output()).isZero();
        assertRuns(docker.activation(", \"image\": \"carried:1\""));
    }

    @Test
    void shouldSayThatThereIsNoEngine() throws Exception {
        Result failed = image("--engine", "nowhere/docker");
        assertThat(failed.output())
                .isEqualTo(
                        "bulkhead image: there is no command nowhere/docker (engine); install it, or leave the key out\n");
        assertThat(failed.status()).isEqualTo(1);
    }

    @Test
    void shouldSayThatThereIsNoJarToPutIn() throws Exception {
        Result failed = image("--with", "nowhere.jar", "--output", "host.tar");
        assertThat(failed.output()).isEqualTo("bulkhead image: there is no file nowhere.jar to put into the image\n");
        assertThat(failed.status()).isEqualTo(1);
    }
}
