package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
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
    private final Set<String> secrets;
    private final HostOutput printed;

    private ChildProcess(Process process, ProcessTree tree, Set<String> secrets, HostOutput printed) {
        this.process = process;
        this.tree = tree;
        this.secrets = secrets;
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
        ChildProcess started = start(module, builder, output);
        started.tell(token, token);
        return started;
    }

    /**
     * Starts a process that is told later what it needs to know.
     *
     * @param name the host's name
     * @param builder knows the command, the environment and the folder
     * @param output takes what it prints, line by line, on a thread of its own
     */
    static ChildProcess start(String name, ProcessBuilder builder, Consumer<String> output) throws IOException {
        LOG.debug("{}: starting {}", name, builder.command());
        String mark = UUID.randomUUID().toString();
        builder.redirectErrorStream(true).environment().put(ProcessTree.MARK, mark);
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process.toHandle(), mark);
        Set<String> secrets = new CopyOnWriteArraySet<>();
        HostOutput printed = new HostOutput(name, process.getInputStream(), secrets, output);
        return new ChildProcess(process, tree, secrets, printed);
    }

    /**
     * Gives it a line of input.
     *
     * @param secret what of the line must not be shown, even if the process prints it
     */
    void tell(String line, String secret) {
        secrets.add(secret);
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException e) {
            // It has ended already; its exit says more than this does.
            LOG.debug("the process {} does not take its input", process.pid(), e);
        }
    }

    /** Ends its input. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the process {} does not take the end of its input", process.pid(), e);
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
        String how = wasEndedBySignal() ? "was ended by signal " + (status - 128) : "exited with status " + status;
        return new HostEnd(
                outOfMemory,
                status == 0,
                "the host " + how + (last.isEmpty() ? "" : "; its last output: " + String.join(" | ", last)),
                OptionalInt.of(status));
    }

    /** {@return whether somebody ended it by a signal} Only when it has ended. */
    boolean wasEndedBySignal() {
        int status = process.exitValue();
        return status > 128 && status < 160;
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
