package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A Docker daemon of the tests' own: its socket and its data are in a temporary folder, it makes no bridge and no rules for
 * packets, and it ends with the tests. It has the image that {@code ./bulkhead image} makes.
 */
final class DockerDaemon implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static @Nullable DockerDaemon shared;

    private final Path folder;
    private final Process process;

    private DockerDaemon(Path folder, Process process) {
        this.folder = folder;
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

    /** Starts a daemon. Where there can be none the test is skipped, and says why; in CI it fails. */
    static DockerDaemon start() throws Exception {
        requireDocker();
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
            daemon.writeEngine();
            daemon.awaitReady();
            daemon.makeImage();
            return daemon;
        } catch (Exception | AssertionError e) {
            daemon.close();
            throw e;
        }
    }

    private static void requireDocker() throws Exception {
        String missing = null;
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            missing = "a Docker daemon of the tests' own needs root";
        } else if (run(List.of("sh", "-c", "command -v dockerd && command -v docker")).status != 0) {
            missing = "there is no dockerd; script/test installs docker.io";
        }
        if (missing != null && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("the activation \"container\" is not tested: " + missing);
        }
        if (missing != null) {
            System.err.println("NOT TESTED: the activation \"container\": " + missing);
        }
        Assumptions.assumeTrue(missing == null, missing);
    }

    /** A command that talks to this daemon and to no other. */
    private void writeEngine() throws IOException {
        Files.writeString(engine(), "#!/bin/sh\nexec docker --host 'unix://" + folder.resolve("sock") + "' \"$@\"\n");
        Files.setPosixFilePermissions(engine(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void awaitReady() {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(this::output).isTrue())
                .until(() -> run(List.of(engine().toString(), "info")).status == 0);
    }

    private void makeImage() throws Exception {
        BulkheadProcess.Result made = BulkheadProcess.command(folder, "", "image", "--engine", engine().toString());
        assertThat(made.status()).as(made.output()).isZero();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("dockerd.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the value of the key {@code engine}} */
    Path engine() {
        return folder.resolve("docker");
    }

    /** {@return an activation of this daemon, with more keys} */
    String activation(String moreKeys) {
        return "{ \"type\": \"container\", \"engine\": \"" + engine() + "\"" + moreKeys + " }";
    }

    /** {@return what a command of Docker's printed, without its last line break} */
    String docker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(engine().toString()));
        command.addAll(List.of(arguments));
        Ran ran = run(command);
        assertThat(ran.status).as(ran.output).isZero();
        return ran.output.strip();
    }

    /** {@return the ids of all containers that were made for a module, those that have ended too} */
    List<String> containersOf(String module) throws Exception {
        return docker("ps", "--all", "--quiet", "--filter", "label=dev.bulkhead.module=" + module)
                .lines()
                .toList();
    }

    private record Ran(int status, String output) {}

    private static Ran run(List<String> command) throws Exception {
        Process ran = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(ran.waitFor(), output);
    }

    /** Kills the daemon, as a crash would; its containers are left to themselves. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A daemon that was killed leaves its helpers behind; the folder stands on their command lines. */
    private void endWhatIsLeft() {
        ProcessHandle.allProcesses()
                .filter(left -> commandLine(left.pid()).contains(folder + "/exec"))
                .forEach(left -> {
                    left.destroyForcibly();
                    left.onExit().join();
                });
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // ended meanwhile
        }
    }

    /** Stops the daemon with all its containers, and removes its data. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            endWhatIsLeft();
            run(List.of("sh", "-c", """
                    sed -n "s|^[^ ]* \\($1/[^ ]*\\) .*|\\1|p" /proc/mounts | sort -r | while read -r mount; do umount "$mount"; done
                    rm -rf "$1"
                    """, "sh", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("cannot clear " + folder, e);
        }
    }
}
