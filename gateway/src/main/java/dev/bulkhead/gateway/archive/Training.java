package dev.bulkhead.gateway.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a gateway with a forked host that note the classes they load, and has archives of these classes made. */
final class Training {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** Stands in the output when the gateway is ready, and a message has gone to the host as well. */
    private static final String WORKS = " cpu ";

    private static final String CONFIGURATION = """
            { "gateway": { "name": "training", "control": { "listen": "127.0.0.1:0" } },
              "modules": [
                { "name": "telemetry", "class": "dev.bulkhead.samples.HostTelemetry", "args": { "every": "50ms" } },
                { "name": "threshold", "class": "dev.bulkhead.samples.Threshold",
                  "activation": { "type": "fork", "jvmOptions": ["-XX:DumpLoadedClassList=%s"] },
                  "args": { "metric": "cpu", "above": 1e9 } },
                { "name": "log", "class": "dev.bulkhead.samples.Log" }
              ],
              "links": [
                { "source": "telemetry", "sink": "threshold", "match": { "kind": "cpu*" } },
                { "source": "*", "sink": "log", "overflow": "drop-oldest" }
              ] }
            """;

    private final Path java;
    private final Path lib;
    private final Path work;

    /**
     * Prepares a training.
     *
     * @param java the java command
     * @param lib the folder with the jars
     * @param work an empty folder for all files
     */
    Training(Path java, Path lib, Path work) {
        this.java = java;
        this.lib = lib;
        this.work = work;
    }

    /** Lets a gateway and a host run until each has done what it does all day. */
    void run() throws IOException, InterruptedException {
        Path configuration = work.resolve("gateway.json");
        Files.writeString(configuration, CONFIGURATION.formatted(escaped(classes("host"))));
        Path output = work.resolve("output.txt");
        Process gateway = start(
                output,
                List.of(
                        "-XX:DumpLoadedClassList=" + classes("gateway"),
                        "-Dbulkhead.lib=" + lib,
                        "-jar",
                        jar("gateway"),
                        "run",
                        configuration.toString()));
        try {
            awaitText(WORKS, output, gateway);
        } finally {
            end(gateway);
        }
    }

    private static void awaitText(String text, Path output, Process process) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!Files.readString(output).contains(text)) {
            if (process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("a gateway to learn from ended: " + lastLine(output));
            }
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new IOException("a gateway to learn from does not work: " + lastLine(output));
            }
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** {@return a new archive with the classes of a process, {@code gateway} or {@code host}} */
    Path dump(String process) throws IOException, InterruptedException {
        Path archive = work.resolve(process + ".jsa");
        // Only this collector archives objects too; others can load them.
        runToEnd(List.of(
                "-Xshare:dump",
                "-XX:+UseG1GC",
                "-XX:SharedClassListFile=" + classes(process),
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                jar(jarOf(process))));
        return archive;
    }

    /**
     * {@return the options to start with, once the archive is in its place}
     *
     * @throws IOException if this Java does not take them: then nothing must start with them
     */
    List<String> options(Path archive) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        options.add("-XX:SharedArchiveFile=" + archive);
        // The checksum costs a few milliseconds, a damaged archive the process.
        options.add("-XX:+VerifySharedSpaces");
        options.add("-Xlog:cds*=off");
        tryOut(options);
        // At its own address an archive is used as it is, and shared by all hosts; elsewhere each writes a copy.
        List<String> shared = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");
        if (accepts(shared)) {
            options.addAll(shared);
        }
        return options;
    }

    private boolean accepts(List<String> options) throws InterruptedException {
        try {
            tryOut(options);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void tryOut(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add("-version");
        runToEnd(command);
    }

    private void runToEnd(List<String> arguments) throws IOException, InterruptedException {
        Path output = work.resolve("java.txt");
        Process process = start(output, arguments);
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(arguments.get(0) + " takes too long");
            }
        } finally {
            end(process);
        }
        if (process.exitValue() != 0) {
            throw new IOException(arguments.get(0) + " failed: " + lastLine(output));
        }
    }

    private Process start(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private Path classes(String process) {
        return work.resolve(process + ".classes");
    }

    private static String jarOf(String process) {
        return process.equals("host") ? "module-host" : process;
    }

    private String jar(String name) {
        return lib.resolve(name + ".jar").toString();
    }
}
