package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The host is a child process. */
public final class ForkActivation implements SharableActivation {
    /** Writes the host's file, and says where it is. */
    private interface Preparation {
        Path file() throws IOException;
    }

    private final ModuleToLoad module;
    private final ForkSettings settings;
    private final HostFile file;
    private final Consumer<String> output;
    private final String token = Tokens.fresh();
    private final Path folder;
    private volatile @Nullable ChildProcess process;
    private volatile @Nullable ControlGroup group;

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
        this.folder = folder;
        file = new HostFile(folder.resolve(module.place() + ".json"));
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
        launch(() -> ownFile(gatewayUrl), ended).tell(token, token);
    }

    private Path ownFile(String gatewayUrl) throws IOException {
        if (settings.configPath() != null) {
            return settings.configPath();
        }
        file.write(new HostEntry(settings.listen(), gatewayUrl, module, null));
        return readable();
    }

    @Override
    public void startShared(Consumer<HostEnd> ended) throws IOException {
        ChildProcess unused = launch(this::sharedFile, ended);
    }

    private Path sharedFile() throws IOException {
        file.writeShared(module.name());
        return readable();
    }

    /** {@return the file, which the host's user can read now} */
    private Path readable() throws IOException {
        file.allow(settings.isolation().user(), settings.isolation().group());
        return file.path();
    }

    private ChildProcess launch(Preparation prepared, Consumer<HostEnd> ended) throws IOException {
        Isolation isolation = settings.isolation();
        Surroundings surroundings = new Surroundings(isolation, System.getenv());
        List<String> prefix = surroundings.prefix();
        Path config = prepared.file();
        if (isolation.isSomebodyElse()) {
            OpenToHost.require(isolation.identity().toString(), prefix, settings.reads(config, module.path()));
        }
        List<Path> groups = isolation.hasLimits() ? joinable(isolation) : List.of();
        ProcessBuilder builder = new ProcessBuilder(settings.command(config, groups, prefix));
        builder.environment().clear();
        builder.environment().putAll(surroundings.environment());
        if (isolation.workingDirectory() != null) {
            builder.directory(isolation.workingDirectory().toFile());
        }
        ChildProcess started = ChildProcess.start(module.name(), builder, output);
        process = started;
        var unused = started.ended().thenAccept(end -> ended.accept(explained(end)));
        return started;
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

    private List<Path> joinable(Isolation isolation) throws IOException {
        // Gateways of one machine may have modules of the same name.
        String name = "bulkhead-" + module.place() + "-"
                + Integer.toHexString(folder.toAbsolutePath().hashCode());
        ControlGroup made =
                ControlGroup.make(ControlGroups.ofThisProcess(), name, isolation.memoryBytes(), isolation.cores());
        group = made;
        return made.entrances();
    }

    private HostEnd explained(HostEnd end) {
        ControlGroup present = group;
        if (present == null || !present.hasKilledForMemory()) {
            return end;
        }
        return end.explained(
                true,
                "the host's processes took more memory than the "
                        + settings.isolation().memoryBytes().orElse(0) / 1024 + " KiB that they may (memory); "
                        + end.text());
    }

    private void leave() {
        if (module.isBeside()) {
            file.remove();
        }
        ControlGroup present = group;
        if (present != null) {
            group = null;
            present.remove();
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
        leave();
    }

    @Override
    public void kill() {
        ChildProcess started = process;
        if (started != null) {
            started.kill();
        }
        leave();
    }
}
