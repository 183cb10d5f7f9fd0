package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process of the gateway that is a host, or that hands its standard input and output on to one. Its standard input stays
 * open as long as the gateway lives: the token is the first line, and the end of input tells the host that the gateway is gone.
 */
final class ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    /** With {@code -XX:+ExitOnOutOfMemoryError} a JVM ends so, and prints {@link #HEAP_EXHAUSTED}. */
    private static final int JVM_OUT_OF_MEMORY = 3;

    private static final String HEAP_EXHAUSTED = "java.lang.OutOfMemoryError";

    private final Process process;
    private final ProcessTree tree;
    private final HostOutput printed;

    private ChildProcess(Process process, ProcessTree tree, HostOutput printed) {
        this.process = process;
        this.tree = tree;
        this.printed = printed;
    }

    /**
     * Starts a process, and gives it the token.
     *
     * @param module the module's name
     * @param environment more variables than this process has
     * @param token its first line of input
     * @param output takes what it prints, line by line, on a thread of its own
     */
    static ChildProcess start(
            String module, List<String> command, Map<String, String> environment, String token, Consumer<String> output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return start(module, builder, token, output);
    }

    /**
     * Starts a process, and gives it the token.
     *
     * @param module the module's name
     * @param builder knows the command, the environment and the folder
     * @param token its first line of input
     * @param output takes what it prints, line by line, on a thread of its own
     */
    static ChildProcess start(String module, ProcessBuilder builder, String token, Consumer<String> output)
            throws IOException {
        LOG.debug("{}: starting {}", module, builder.command());
        String mark = UUID.randomUUID().toString();
        builder.redirectErrorStream(true).environment().put(ProcessTree.MARK, mark);
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process.toHandle(), mark);
        HostOutput printed = new HostOutput(module, process.getInputStream(), token, output);
        giveToken(module, process, token);
        return new ChildProcess(process, tree, printed);
    }

    private static void giveToken(String module, Process process, String token) {
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // It has ended already; its exit says more than this does.
            LOG.debug("{}: the host does not take its token", module, e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@return completes when it has ended} */
    CompletableFuture<HostEnd> ended() {
        return process.onExit().thenApply(unused -> end());
    }

    /** {@return how it ended} Only when it has. */
    HostEnd end() {
        int status = process.exitValue();
        List<String> last = lastLines();
        boolean outOfMemory =
                status == JVM_OUT_OF_MEMORY && last.stream().anyMatch(line -> line.contains(HEAP_EXHAUSTED));
        String how =
                status > 128 && status < 160 ? "was ended by signal " + (status - 128) : "exited with status " + status;
        return new HostEnd(
                outOfMemory,
                "the host " + how + (last.isEmpty() ? "" : "; its last output: " + String.join(" | ", last)));
    }

    /** {@return the last lines that it printed} */
    List<String> lastLines() {
        return printed.lastLines();
    }

    /** Waits at most this long for its end. */
    void awaitEnd(Duration limit) {
        try {
            boolean unused = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it and all its children to end, and kills what is left after the grace. */
    void terminate(Duration grace) {
        tree.terminate(grace);
    }

    /** Kills it and all its children. */
    void kill() {
        tree.kill();
    }
}
