package dev.bulkhead.systemtests.chaos.world;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands of the machine. */
public final class Shell {
    private Shell() {}

    /** {@return what the command printed} */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " failed with " + status + ": " + said.strip());
        }
        return said;
    }

    /** Something that waits. */
    interface Waiting {
        void run() throws IOException, InterruptedException;
    }

    /** Waits at the end of something, where an interrupt must not go unheard. */
    static void finish(Waiting end) throws IOException {
        try {
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while something was being ended");
        }
    }

    /** Something to be found out. */
    interface Question {
        String ask() throws InterruptedException;
    }

    /** Asks where nobody can be told of an interrupt. */
    static String uninterrupted(Question question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
    }

    public static boolean succeeds(String... command) throws InterruptedException {
        try {
            String unused = run(command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal, such as {@code KILL}, to processes that may be gone already. */
    public static void signal(String name, List<Long> pids) throws InterruptedException {
        for (long pid : pids) {
            boolean unused = succeeds("kill", "-" + name, String.valueOf(pid));
        }
    }
}
