package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host is a child process. Its standard input is a pipe from the gateway, which stays open as long as the gateway lives: the
 * token is its first line, and its end tells the host that the gateway is gone.
 */
public final class ForkActivation implements Activation {
    private static final Logger LOG = LoggerFactory.getLogger(ForkActivation.class);

    private final ModuleToLoad module;
    private final ForkSettings settings;
    private final HostFile file;
    private final Consumer<String> output;
    private final String token = Tokens.fresh();
    private volatile @Nullable Process process;
    private volatile @Nullable ProcessTree tree;
    private volatile @Nullable HostOutput printed;

    /**
     * Prepares to fork a host.
     *
     * @param folder where its configuration file is written
     * @param output takes what the host prints, line by line, on a thread of its own
     */
    public ForkActivation(ModuleToLoad module, ForkSettings settings, Path folder, Consumer<String> output) {
        this.module = module;
        this.settings = settings;
        this.output = output;
        file = new HostFile(folder.resolve(module.name() + ".json"));
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String listenOn(String configured) {
        return configured;
    }

    @Override
    public void start(String gatewayUrl, Consumer<String> exited) throws IOException {
        Path config = settings.configPath();
        if (config == null) {
            file.write(settings.listen(), gatewayUrl, module, null);
            config = file.path();
        }
        List<String> command = settings.command(config);
        LOG.debug("{}: starting {}", module.name(), command);
        Process started = fork(command);
        HostOutput lines = new HostOutput(module.name(), started.getInputStream(), token, output);
        process = started;
        printed = lines;
        giveToken(started);
        var unused = started.onExit().thenAccept(ended -> exited.accept(describe(ended, lines)));
    }

    private Process fork(List<String> command) throws IOException {
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(ProcessTree.MARK, mark);
        // A compiler's memory, once it was needed, stays with glibc for ever; given in pages of its own, it is given
        // back.
        builder.environment().putIfAbsent("MALLOC_MMAP_THRESHOLD_", "16384");
        Process started = builder.start();
        tree = new ProcessTree(started.toHandle(), mark);
        return started;
    }

    private void giveToken(Process started) {
        try {
            OutputStream pipe = started.getOutputStream();
            pipe.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // It has ended already; its exit says more than this does.
            LOG.debug("{}: the host does not take its token", module.name(), e);
        }
    }

    private static String describe(Process ended, HostOutput lines) {
        int status = ended.exitValue();
        String how =
                status > 128 && status < 160 ? "was ended by signal " + (status - 128) : "exited with status " + status;
        List<String> last = lines.lastLines();
        return "the host " + how + (last.isEmpty() ? "" : "; its last output: " + String.join(" | ", last));
    }

    @Override
    public OptionalLong pid() {
        Process started = process;
        return started == null ? OptionalLong.empty() : OptionalLong.of(started.pid());
    }

    @Override
    public String diagnose() {
        Process started = process;
        HostOutput lines = printed;
        if (started == null || lines == null) {
            return "the host was not started";
        }
        if (!started.isAlive()) {
            return describe(started, lines);
        }
        return "its process " + started.pid() + " runs";
    }

    @Override
    public void awaitEnd(Duration limit) {
        Process started = process;
        if (started == null) {
            return;
        }
        try {
            boolean unused = started.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop(Duration grace) {
        ProcessTree started = tree;
        if (started != null) {
            started.terminate(grace);
        }
    }

    @Override
    public void kill() {
        ProcessTree started = tree;
        if (started != null) {
            started.kill();
        }
    }
}
