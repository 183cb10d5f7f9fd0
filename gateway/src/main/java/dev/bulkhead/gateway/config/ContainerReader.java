package dev.bulkhead.gateway.config;

import dev.bulkhead.proxy.activation.ContainerMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a container. */
final class ContainerReader {
    private static final String THIS_MACHINES = "host";
    private static final String IPC = "ipc:";
    private static final String IN_IMAGE = "image";
    private static final String WRITABLE = ":rw";

    private final Path folder;
    private final ObjectReader keys;

    ContainerReader(Path folder, ObjectReader keys) {
        this.folder = folder;
        this.keys = keys;
    }

    ActivationConfig.Container read(HostSettings host) {
        String network = keys.text("network");
        if (host.remote() != null && !network.equals(THIS_MACHINES)) {
            keys.refuse("remote", "a host in a network of its own is found without \"remote\"; leave it out");
        }
        if (host.listen().startsWith(IPC) && !network.equals(THIS_MACHINES)) {
            keys.refuse(
                    "listen", "the way into a network of its own begins at tcp://127.0.0.1:PORT; leave \"listen\" out");
        }
        OptionalLong heap = keys.sizeIfThere("heap");
        LimitSettings limits = ActivationReader.limits(keys);
        return new ActivationConfig.Container(
                host,
                engine(),
                keys.textOrNull("image"),
                network,
                keys.text("jar").equals(IN_IMAGE),
                mounts(),
                keys.textOrNull("user"),
                keys.whole("pids"),
                keys.size("tmp"),
                keys.texts("options"),
                keys.textOrNull("hostPath"),
                new JvmSettings(null, heap, keys.whole("gcThreads"), keys.texts("jvmOptions"), null),
                limits);
    }

    /** A name is looked for on the PATH, a path begins at the file. */
    private @Nullable String engine() {
        String engine = keys.textOrNull("engine");
        if (engine == null || !engine.contains("/")) {
            return engine;
        }
        Path file = keys.path("engine", folder);
        return file == null ? engine : file.toString();
    }

    private List<ContainerMount> mounts() {
        List<ContainerMount> mounts = new ArrayList<>();
        for (String mount : keys.texts("mounts")) {
            String[] words = mount.split(":", -1);
            Path source = folder.resolve(words[0]).normalize();
            if (Files.exists(source)) {
                mounts.add(new ContainerMount(source, words[1], mount.endsWith(WRITABLE)));
            } else {
                keys.refuse("mounts", "there is no file or folder \"" + words[0] + "\" to mount");
            }
        }
        return mounts;
    }
}
