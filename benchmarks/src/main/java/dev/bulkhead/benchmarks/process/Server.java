package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.contest.Children;
import dev.bulkhead.benchmarks.contest.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server between both ends, with its settings. */
enum Server {
    MOSQUITTO(ServerProgram.MOSQUITTO),
    MOSQUITTO_1S(ServerProgram.MOSQUITTO),
    MOSQUITTO_DEFAULT(ServerProgram.MOSQUITTO),
    NATS(ServerProgram.NATS),
    JETSTREAM_ALWAYS(ServerProgram.NATS),
    JETSTREAM_1S(ServerProgram.NATS),
    JETSTREAM_DEFAULT(ServerProgram.NATS);

    private static final int LOOK_MILLIS = 10;
    /** Of NATS: the first that lets people say when it syncs. */
    private static final int SYNC_MAJOR = 2;

    private static final int SYNC_MINOR = 10;

    private final ServerProgram program;

    Server(ServerProgram program) {
        this.program = program;
    }

    /** {@return what is missing; empty if it can be started} */
    Optional<String> missing() {
        return switch (this) {
            case MOSQUITTO, MOSQUITTO_1S, MOSQUITTO_DEFAULT, NATS -> program.missing(0, 0);
            case JETSTREAM_ALWAYS, JETSTREAM_1S, JETSTREAM_DEFAULT -> program.missing(SYNC_MAJOR, SYNC_MINOR);
        };
    }

    /** Starts it for a run, and waits until it listens. {@return its process} */
    ProcessHandle start(Run run, int port) throws IOException, InterruptedException {
        Path file = Files.writeString(run.folder().resolve("server.conf"), configuration(run.folder(), port));
        String path = program.path().orElseThrow().toString();
        Children.Child child = run.children().start(program.program(), List.of(path, "-c", file.toString()));
        awaitListening(port);
        return child.process().toHandle();
    }

    private static void awaitListening(int port) throws InterruptedException {
        while (!listens(port)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String configuration(Path folder, int port) {
        return switch (this) {
            case MOSQUITTO -> mosquitto(port) + "max_queued_messages 100000\npersistence false\n";
            case MOSQUITTO_1S -> mosquitto(port) + persistent(folder) + "autosave_interval 1\n";
            case MOSQUITTO_DEFAULT -> mosquitto(port) + persistent(folder);
            case NATS -> nats(port);
            case JETSTREAM_ALWAYS -> nats(port) + jetStream(folder, "sync_interval: always");
            case JETSTREAM_1S -> nats(port) + jetStream(folder, "sync_interval: 1s");
            case JETSTREAM_DEFAULT -> nats(port) + jetStream(folder, "");
        };
    }

    private static String mosquitto(int port) {
        return """
                listener %d 127.0.0.1
                allow_anonymous true
                log_dest none
                set_tcp_nodelay true
                max_inflight_messages 1000
                """.formatted(port);
    }

    /**
     * It drops what does not fit into a queue although it has confirmed it, so nothing limits the queue. The folder is ours alone, so
     * the server must not become somebody else when it is started by root.
     */
    private static String persistent(Path folder) {
        return """
                max_queued_messages 0
                persistence true
                persistence_location %s/
                user %s
                """.formatted(folder, System.getProperty("user.name"));
    }

    private static String nats(int port) {
        return "listen: \"127.0.0.1:%d\"\n".formatted(port);
    }

    private static String jetStream(Path folder, String sync) {
        return "jetstream { store_dir: \"%s\"\n %s\n}\n".formatted(folder, sync);
    }
}
