package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers of one gateway, told from all others by a number that its data folder keeps. What an earlier run left behind,
 * because it or the engine crashed, is removed before the first container starts. Thread-safe.
 */
public final class Containers {
    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final String GATEWAY_LABEL = "dev.bulkhead.gateway";
    private static final String MODULE_LABEL = "dev.bulkhead.module";
    private static final String NUMBER_FILE = "containers.id";

    private final Path folder;
    private final Set<Path> swept = new HashSet<>();

    /**
     * Names the gateway.
     *
     * @param folder of its data; no other gateway uses it at the same time
     */
    public Containers(Path folder) {
        this.folder = folder;
    }

    /** {@return the name of a module's container} */
    String nameOf(String module) throws IOException {
        return "bulkhead-" + number().substring(0, 8) + "-" + module;
    }

    /** {@return the labels of a module's container} */
    List<String> labelsOf(String module) throws IOException {
        return List.of(GATEWAY_LABEL + "=" + number(), MODULE_LABEL + "=" + module);
    }

    private synchronized String number() throws IOException {
        Path file = folder.resolve(NUMBER_FILE);
        if (!Files.exists(file)) {
            HostFile.makeFolder(folder);
            Files.writeString(file, Tokens.fresh().substring(0, 16) + "\n");
        }
        String number = Files.readString(file).strip();
        if (!number.matches("[0-9a-f]{16}")) {
            throw new IOException(file + " is damaged; remove it");
        }
        return number;
    }

    /**
     * Removes all containers of this gateway, the first time that it is asked to for this engine: no earlier run has any use for
     * them, and this one has none yet.
     */
    synchronized void removeLeftovers(ContainerEngine engine) throws IOException {
        if (swept.contains(engine.command())) {
            return;
        }
        List<String> left = engine.withLabel(GATEWAY_LABEL + "=" + number());
        for (String container : left) {
            engine.remove(container);
        }
        if (!left.isEmpty()) {
            LOG.warn("removed {} containers that an earlier run left behind", left.size());
        }
        swept.add(engine.command());
    }
}
