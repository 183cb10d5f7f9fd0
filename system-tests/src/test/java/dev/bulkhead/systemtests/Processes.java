package dev.bulkhead.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Signals, and whether a process is there. */
final class Processes {
    private Processes() {}

    static void signal(String name, long pid) throws IOException, InterruptedException {
        kill(name, String.valueOf(pid));
    }

    /** Signals every process of the group that a process leads. */
    static void signalGroup(String name, long leader) throws IOException, InterruptedException {
        kill(name, "-" + leader);
    }

    private static void kill(String name, String whom) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, "--", whom)
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " " + whom + " failed");
        }
    }

    /** A zombie is not there: it has ended, and only waits for its parent to look. */
    static boolean isThere(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    static void awaitGone(long pid, Duration limit) {
        await().atMost(limit).until(() -> !isThere(pid));
    }
}
