package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Docker daemon of the tests' own. It makes no bridge and no rules for packets, and ends with the tests. */
final class DockerDaemon extends TestEngine {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static @Nullable DockerDaemon shared;

    private final Process process;

    private DockerDaemon(Path folder, Process process) {
        super("docker", folder);
        this.process = process;
    }

    /** {@return the daemon of all tests that do not harm it} */
    static synchronized DockerDaemon shared() throws Exception {
        if (shared == null) {
            DockerDaemon started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end-of-docker"));
            shared = started;
        }
        return shared;
    }

    /** Starts a daemon. */
    static DockerDaemon start() throws Exception {
        require("dockerd", "docker");
        Path folder = Files.createTempDirectory("bhd");
        Process process = new ProcessBuilder(
                        "dockerd",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--host=unix://" + folder.resolve("sock"),
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dockerd.txt").toFile())
                .start();
        DockerDaemon daemon = new DockerDaemon(folder, process);
        try {
            daemon.prepare("--host unix://" + folder.resolve("sock"));
            daemon.awaitReady();
            daemon.makeImage();
            return daemon;
        } catch (Exception | AssertionError e) {
            daemon.close();
            throw e;
        }
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(this::output).isTrue())
                .until(() -> run(List.of(engine().toString(), "info")).status() == 0);
    }

    private String output() {
        try {
            return Files.readString(folder().resolve("dockerd.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the daemon, as a crash would; its containers are left to themselves. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the daemon with all its containers, and removes its data. A daemon that was killed leaves helpers behind. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clear("exec");
    }
}
