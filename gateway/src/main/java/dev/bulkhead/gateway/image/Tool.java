package dev.bulkhead.gateway.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a tool of this machine to its end. */
final class Tool {
    private Tool() {}

    /**
     * {@return what it printed}
     *
     * @throws IOException if it cannot be run, or fails
     */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command.get(0) + " failed with status " + status + ": " + printed);
        }
        return printed;
    }
}
