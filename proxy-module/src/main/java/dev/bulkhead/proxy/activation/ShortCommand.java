package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command of the system said that has come to its end.
 *
 * @param status its exit status
 * @param output its standard output
 * @param errors its standard error
 */
record ShortCommand(int status, String output, String errors) {
    private static final Logger LOG = LoggerFactory.getLogger(ShortCommand.class);

    /**
     * Runs a command to its end, with nothing to read.
     *
     * @param limit after which it is killed
     * @throws IOException if it cannot be started, or does not end within the limit
     */
    static ShortCommand run(List<String> command, Duration limit) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> output = read(process.getInputStream());
            CompletableFuture<String> errors = read(process.getErrorStream());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "\"" + String.join(" ", command) + "\" did not end within " + limit.toMillis() + " ms");
            }
            ShortCommand done = new ShortCommand(process.exitValue(), output.join(), errors.join());
            LOG.debug("{}: {}", String.join(" ", command), done);
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the wait for \"" + String.join(" ", command) + "\" was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<String> read(InputStream in) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(() -> text.complete(readAll(in)), "command-output");
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    private static String readAll(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    boolean succeeded() {
        return status == 0;
    }

    /** {@return what it said went wrong, in one line} */
    String complaint() {
        String said = errors.isEmpty() ? output : errors;
        String[] lines = said.split("\n", -1);
        String last = lines[lines.length - 1].strip();
        return last.isEmpty() ? "it exited with status " + status : last;
    }
}
