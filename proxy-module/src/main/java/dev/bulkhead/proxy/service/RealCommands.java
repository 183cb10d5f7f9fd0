package dev.bulkhead.proxy.service;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs commands as processes, which answer in English. */
public final class RealCommands implements Commands {
    private static final Logger LOG = LoggerFactory.getLogger(RealCommands.class);

    @Override
    public Answer run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("SYSTEMD_COLORS", "0");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = new Answer(process.waitFor(), output);
            LOG.debug("{} answers {}: {}", command, answer.status(), answer.line());
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command.get(0) + " was interrupted");
        } finally {
            process.destroy();
        }
    }
}
