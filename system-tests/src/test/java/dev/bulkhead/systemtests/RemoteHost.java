package dev.bulkhead.systemtests;

import static org.awaitility.Awaitility.await;

import dev.bulkhead.wire.zmq.CurveKeys;
import dev.bulkhead.wire.zmq.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A host on another machine, of which an operator has the keys and the file. */
final class RemoteHost {
    private final NetworkNamespace network;
    private final String module;
    /** What is on the other machine: the module's file and key. */
    private final Path folder;

    private final CurveKeys keys;
    private Process process;

    /** Makes the keys of a module's host. */
    RemoteHost(NetworkNamespace network, String module, Path folder) throws IOException {
        this.network = network;
        this.module = module;
        this.folder = Files.createDirectories(folder);
        keys = new KeyFile(folder.resolve(module + ".key")).create();
    }

    /**
     * {@return the activation for {@code gateway.json}}
     *
     * @param more further keys, as JSON, with a comma in front
     */
    String activation(int hostPort, String more) {
        return """
                { "type": "none", "listen": "tcp://%s:*", "remote": "tcp://%s:%d", "hostKey": "%s" %s }""".formatted(network.here(), network.there(), hostPort, keys.publicKey(), more);
    }

    /** Carries the file that the gateway wrote to the other machine, and starts the host there. */
    void start(Path written) throws IOException {
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(written));
        Path file = folder.resolve(module + ".json");
        Files.writeString(file, Files.readString(written));
        startWith(file);
    }

    /** Starts the host with a file of the other machine. */
    void startWith(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        process = new ProcessBuilder(
                        network.command(BulkheadProcess.ROOT.resolve("bulkhead").toString(), "host", file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    Path folder() {
        return folder;
    }

    private Path log() {
        return folder.resolve("host.txt");
    }

    /** {@return what the host printed} */
    String output() throws IOException {
        return Files.readString(log());
    }

    Process process() {
        return process;
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    void close() throws InterruptedException {
        kill();
    }
}
