package dev.bulkhead.proxy.activation;

import dev.bulkhead.wire.tunnel.GatewayEnd;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host runs in a container of docker or podman. The gateway's child is the engine's command, which hands standard input and
 * output on; the container is a child of the engine's, so it is looked at and ended by name.
 */
public final class ContainerActivation implements Activation {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerActivation.class);

    private final ModuleToLoad module;
    private final ContainerSettings settings;
    private final Containers containers;
    private final Predicate<SocketAddress> ours;
    private final HostFolder folder;
    private final Consumer<String> output;
    private final String token = Tokens.fresh();
    private volatile @Nullable RunningContainer running;
    private volatile @Nullable GatewayEnd tunnel;

    /**
     * Prepares a container.
     *
     * @param containers those of this gateway
     * @param folder where the folder that is shared with the container is made
     * @param ours whether a connection on loopback that comes from an address is one of the gateway's
     * @param output takes what the host prints, line by line, on a thread of its own
     */
    public ContainerActivation(
            ModuleToLoad module,
            ContainerSettings settings,
            Containers containers,
            Path folder,
            Predicate<SocketAddress> ours,
            Consumer<String> output) {
        this.module = module;
        this.settings = settings;
        this.containers = containers;
        this.ours = ours;
        this.output = output;
        this.folder = new HostFolder(folder.resolve(module.place() + ".container"));
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
        ContainerEngine engine = ContainerEngine.find(settings.engine());
        containers.removeLeftovers(engine);
        engine.requireImage(settings.image());
        String name = containers.nameOf(module.place());
        engine.remove(name);
        ContainerCommand command = new ContainerCommand(engine, settings, folder);
        String user = share(gatewayUrl, command);
        ChildProcess client = ChildProcess.start(
                module.name(),
                command.line(name, containers.labelsOf(module.name()), user, module),
                Map.of(),
                token,
                output);
        RunningContainer started = new RunningContainer(engine, name, client, settings.memoryBytes());
        running = started;
        var unused = client.ended()
                .thenApplyAsync(started::explain, thread("end-of-"))
                .thenAccept(ended);
    }

    /** Puts what the host needs into the folder. {@return who is to run the container} */
    private String share(String gatewayUrl, ContainerCommand command) throws IOException {
        Path path = module.path();
        ModuleToLoad inside = path == null ? module : module.at(Path.of(command.pathInside(path)));
        folder.delete();
        if (settings.sharesNetwork()) {
            folder.write(settings.listen(), gatewayUrl, inside);
        } else {
            String through = "unix:" + ContainerImage.RUN;
            folder.write(through, through, inside);
            tunnel = GatewayEnd.open(folder.path(), gatewayUrl, ours, "tunnel-" + module.name());
        }
        String user = folder.user(settings.user());
        folder.giveTo(user);
        return user;
    }

    private Executor thread(String prefix) {
        return work -> {
            Thread thread = new Thread(work, prefix + module.name());
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** In a network and among processes of its own, a host cannot say where it is. */
    @Override
    public Whereabouts seenFromHere(Whereabouts said) {
        RunningContainer started = running;
        if (started != null) {
            thread("pid-of-").execute(started::findProcess);
        }
        GatewayEnd open = tunnel;
        return new Whereabouts(open == null ? said.url() : open.hostUrl(), OptionalLong.empty());
    }

    @Override
    public OptionalLong pid() {
        RunningContainer started = running;
        return started == null ? OptionalLong.empty() : started.pid();
    }

    @Override
    public String diagnose() {
        RunningContainer started = running;
        return started == null ? "the container was not started" : started.diagnose();
    }

    @Override
    public void awaitEnd(Duration limit) {
        RunningContainer started = running;
        if (started != null) {
            started.awaitEnd(limit);
        }
    }

    @Override
    public void stop(Duration grace) {
        end(started -> started.stop(grace));
    }

    @Override
    public void kill() {
        end(RunningContainer::kill);
    }

    private void end(Consumer<RunningContainer> way) {
        RunningContainer started = running;
        if (started != null) {
            way.accept(started);
        }
        GatewayEnd open = tunnel;
        if (open != null) {
            open.close();
        }
        try {
            folder.delete();
        } catch (IOException e) {
            LOG.warn("{}: cannot remove {}: {}", module.name(), folder.path(), e.getMessage());
        }
    }
}
