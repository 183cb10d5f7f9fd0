package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.contest.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that comes as a package of the operating system. */
enum ServerProgram {
    MOSQUITTO("mosquitto"),
    NATS("nats-server");

    private static final int LOOK_MILLIS = 10;

    private final String program;

    ServerProgram(String program) {
        this.program = program;
    }

    /** {@return what is missing; empty if it is installed} */
    Optional<String> missing() {
        return path().isPresent() ? Optional.empty() : Optional.of("not installed: " + program);
    }

    private Optional<Path> path() {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it for a run, and waits until it listens. */
    void start(Run run, int port) throws IOException, InterruptedException {
        var unused = run.children().start(program, command(path().orElseThrow().toString(), run.folder(), port));
        awaitListening(port);
    }

    private static void awaitListening(int port) throws InterruptedException {
        while (!listens(port)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private List<String> command(String path, Path folder, int port) throws IOException {
        return switch (this) {
            case MOSQUITTO -> List.of(path, "-c", mosquittoConfiguration(folder, port));
            case NATS -> List.of(path, "--addr", "127.0.0.1", "--port", String.valueOf(port));
        };
    }

    private static String mosquittoConfiguration(Path folder, int port) throws IOException {
        String text = """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                log_dest none
                set_tcp_nodelay true
                max_inflight_messages 1000
                max_queued_messages 100000
                """.formatted(port);
        return Files.writeString(folder.resolve("mosquitto.conf"), text).toString();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
