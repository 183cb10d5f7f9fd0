package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Docker or podman with data of the tests' own, in a temporary folder; it has the image that {@code ./bulkhead image} makes. */
abstract class TestEngine implements AutoCloseable {
    private final Path folder;
    private final String name;

    /**
     * Names the engine.
     *
     * @param name its command
     * @param folder for all its data; its path is short, because sockets will be in it
     */
    TestEngine(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /** Goes on where the engine can run. Elsewhere the test is skipped, and says why; in CI it fails. */
    static void require(String... commands) throws Exception {
        String missing = null;
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            missing = "engines of the tests' own need root";
        }
        for (String command : commands) {
            if (run(List.of("sh", "-c", "command -v " + command)).status != 0) {
                missing = "there is no " + command + "; script/test installs it";
            }
        }
        if (missing != null && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("the activation \"container\" is not tested: " + missing);
        }
        if (missing != null) {
            System.err.println("NOT TESTED: the activation \"container\": " + missing);
        }
        Assumptions.assumeTrue(missing == null, missing);
    }

    /** Writes a command that uses the data of this engine and of no other. */
    void prepare(String options) throws Exception {
        Files.writeString(engine(), "#!/bin/sh\nexec " + name + " " + options + " \"$@\"\n");
        Files.setPosixFilePermissions(engine(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void makeImage() throws Exception {
        BulkheadProcess.Result made = BulkheadProcess.command(folder, "", "image", "--engine", engine().toString());
        assertThat(made.status()).as(made.output()).isZero();
    }

    Path folder() {
        return folder;
    }

    /** {@return the value of the key {@code engine}} */
    Path engine() {
        return folder.resolve(name);
    }

    /** {@return an activation by this engine, with more keys} */
    String activation(String moreKeys) {
        return "{ \"type\": \"container\", \"engine\": \"" + engine() + "\"" + moreKeys + " }";
    }

    /** {@return what a command of this engine printed, without its last line break} */
    String call(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(engine().toString()));
        command.addAll(List.of(arguments));
        Ran ran = run(command);
        assertThat(ran.status).as(ran.output).isZero();
        return ran.output.strip();
    }

    /** {@return the ids of all containers that were made for a module, those that have ended too} */
    List<String> containersOf(String module) throws Exception {
        return call("ps", "--all", "--quiet", "--filter", "label=dev.bulkhead.module=" + module)
                .lines()
                .toList();
    }

    /** What a command printed. */
    record Ran(int status, String output) {}

    static Ran run(List<String> command) throws IOException, InterruptedException {
        Process ran = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(ran.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(ran.waitFor(), output);
    }

    /** Ends everything whose command line names a part of the folder, and removes the folder. */
    void clear(String part) {
        ProcessHandle.allProcesses()
                .filter(left -> commandLine(left.pid()).contains(folder + "/" + part))
                .forEach(left -> {
                    left.destroyForcibly();
                    left.onExit().join();
                });
        try {
            run(List.of("sh", "-c", """
                    sed -n "s|^[^ ]* \\($1/[^ ]*\\) .*|\\1|p" /proc/mounts | sort -r | while read -r mount; do umount "$mount"; done
                    rm -rf "$1"
                    """, "sh", folder.toString()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot clear " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // ended meanwhile
        }
    }

    @Override
    public abstract void close();
}
