package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that runs a host in a container. Everything that the host does not need is taken from it: a writable root,
 * capabilities, new privileges, other users' networks, memory and processes without limit.
 */
final class ContainerCommand {
    /**
     * A terminal sends Ctrl-C to the engine's command too, which hands it on to the host. But the gateway stops its modules in
     * order, so the command gets a session of its own.
     */
    private static final List<String> OUT_OF_TERMINAL = List.of(
            "/bin/sh", "-c", "command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"", "bulkhead-container");

    private final ContainerEngine engine;
    private final ContainerSettings settings;
    private final HostFolder folder;
    private final List<String> line = new ArrayList<>(OUT_OF_TERMINAL);

    /**
     * Begins a command line.
     *
     * @param folder what the host and the gateway share
     */
    ContainerCommand(ContainerEngine engine, ContainerSettings settings, HostFolder folder) {
        this.engine = engine;
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * {@return the command line}
     *
     * @param name the container's name
     * @param labels {@code KEY=VALUE}, to find it by
     * @param user who runs it, as {@code UID:GID}
     * @param module what the host loads, as this machine sees it
     */
    List<String> line(String name, List<String> labels, String user, ModuleToLoad module) throws IOException {
        add(engine.command().toString(), "run", "--interactive", "--name", name, "--pull", "never");
        labels.forEach(label -> add("--label", label));
        // What the host prints comes here, and the engine need not fill a disk with it.
        add("--log-driver", "none");
        addWalls(user);
        addLimits();
        mount(new ContainerMount(folder.path(), ContainerImage.RUN, false));
        if (module.path() != null && !settings.jarInImage()) {
            mount(new ContainerMount(module.path(), pathInside(module.path()), false));
        }
        for (ContainerMount mount : settings.mounts()) {
            mount(mount);
        }
        Surroundings.SMALL_PROCESS.forEach((variable, value) -> add("--env", variable + "=" + value));
        line.addAll(settings.options());
        addHost();
        return line;
    }

    /** {@return where a container sees the module} */
    String pathInside(Path module) {
        return ContainerImage.placeOf(module, settings.jarInImage()).toString();
    }

    private void addWalls(String user) {
        add("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges");
        add("--user", user, "--network", settings.network());
        if (engine.isPodman()) {
            addWallsOfPodman();
        }
    }

    private void addWallsOfPodman() {
        // Else a read-only root is one with three places to write to.
        add("--read-only-tmpfs=false");
        if (!folder.isOfRoot()) {
            // Without root podman gives users other numbers, and the folder would not be this one's.
            add("--userns", "keep-id");
        }
    }

    private void addLimits() {
        String memory = settings.memoryBytes() + "b";
        // The same with swap: a module that outgrows its memory is to be seen, not to slow the machine down.
        add("--memory", memory, "--memory-swap", memory, "--pids-limit", String.valueOf(settings.pids()));
        settings.cores()
                .ifPresent(cores -> add("--cpus", BigDecimal.valueOf(cores).toPlainString()));
        add("--tmpfs", "/tmp:rw,noexec,nosuid,nodev,size=" + settings.tmpBytes());
    }

    private void addHost() {
        String file = ContainerImage.RUN + "/" + HostFolder.FILE;
        HostProgram program = settings.program();
        if (program == null) {
            List<String> command = settings.jvm().command(Path.of(file));
            add("--entrypoint", command.get(0), settings.image());
            line.addAll(command.subList(1, command.size()));
        } else {
            add("--entrypoint", program.path().toString(), settings.image());
            line.addAll(program.arguments());
            add(file);
        }
    }

    private void mount(ContainerMount mount) throws IOException {
        add("--mount", mount.option());
    }

    private void add(String... arguments) {
        line.addAll(List.of(arguments));
    }
}
