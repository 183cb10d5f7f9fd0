package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The host is a child process. */
public final class ForkActivation implements SharableActivation {
    /**
     * A compiler's memory, once it was needed, stays with glibc for ever; given in pages of its own, it is given back.
     */
    private static final Map<String, String> SMALL_PROCESS = Map.of("MALLOC_MMAP_THRESHOLD_", "16384");

    private final ModuleToLoad module;
    private final ForkSettings settings;
    private final HostFile file;
    private final Consumer<String> output;
    private final String token = Tokens.fresh();
    private volatile @Nullable ChildProcess process;

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
    public void start(String gatewayUrl, Consumer<HostEnd> ended) throws IOException {
        Path config = settings.configPath();
        if (config == null) {
            file.write(settings.listen(), gatewayUrl, module, null);
            config = file.path();
        }
        begun(ChildProcess.start(module.name(), settings.command(config), SMALL_PROCESS, token, output), ended);
    }

    @Override
    public void startShared(Consumer<HostEnd> ended) throws IOException {
        file.writeShared(module.name());
        begun(ChildProcess.start(module.name(), settings.command(file.path()), SMALL_PROCESS, output), ended);
    }

    private void begun(ChildProcess started, Consumer<HostEnd> ended) {
        process = started;
        var unused = started.ended().thenAccept(ended);
    }

    @Override
    public void add(HostEntry entry) {
        ChildProcess started = process;
        if (started != null) {
            started.tell(entry.json().toString(), entry.requireToken());
        }
    }

    @Override
    public void endInput() {
        ChildProcess started = process;
        if (started != null) {
            started.endInput();
        }
    }

    @Override
    public OptionalLong pid() {
        ChildProcess started = process;
        return started == null ? OptionalLong.empty() : OptionalLong.of(started.pid());
    }

    @Override
    public String diagnose() {
        ChildProcess started = process;
        if (started == null) {
            return "the host was not started";
        }
        return started.isAlive()
                ? "its process " + started.pid() + " runs"
                : started.end().text();
    }

    @Override
    public void awaitEnd(Duration limit) {
        ChildProcess started = process;
        if (started != null) {
            started.awaitEnd(limit);
        }
    }

    @Override
    public void stop(Duration grace) {
        ChildProcess started = process;
        if (started != null) {
            started.terminate(grace);
        }
    }

    @Override
    public void kill() {
        ChildProcess started = process;
        if (started != null) {
            started.kill();
        }
    }
}
