package dev.bulkhead.gateway.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.data.DataFolder;
import dev.bulkhead.proxy.HostLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of a module that went down: why, what its process was about, and what it said last. Each has a folder of its own,
 * which belongs to the gateway's user only; the oldest make room for new ones.
 */
final class PostMortems {
    private static final Logger LOG = LoggerFactory.getLogger(PostMortems.class);
    private static final int KEPT = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss-SSS").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<String> reasons;
    private final Function<String, List<String>> logOf;

    /**
     * Begins.
     *
     * @param folder where they are kept
     * @param reasons for which reasons
     * @param logOf knows what a module logged last
     */
    PostMortems(Path folder, List<String> reasons, Function<String, List<String>> logOf) {
        this.folder = folder;
        this.reasons = List.copyOf(reasons);
        this.logOf = logOf;
    }

    /**
     * Looks at a module that is going down, while its process may still be there. May take some seconds.
     *
     * @param loss what was noticed
     * @param config how it is configured
     * @return the folder; null if nobody wants one for that reason, or it cannot be written
     */
    @Nullable
    Path keep(ModuleStatus module, HostLoss loss, ModuleConfig config) {
        if (!reasons.contains(module.reason().label())) {
            return null;
        }
        try {
            return write(module, loss, config);
        } catch (IOException e) {
            LOG.warn("{}: cannot keep a post-mortem in {}: {}", module.name(), folder, e.toString());
            return null;
        }
    }

    private Path write(ModuleStatus module, HostLoss loss, ModuleConfig config) throws IOException {
        DataFolder.make(folder);
        synchronized (this) {
            makeRoom();
        }
        Path own = Files.createDirectory(folder.resolve(TIME.format(Instant.now()) + "-" + module.name()));
        Files.writeString(own.resolve("threads.txt"), ThreadDump.of(module));
        Files.write(own.resolve("log.txt"), logOf.apply(module.name()));
        ObjectNode report = JSON.createObjectNode()
                .put("module", module.name())
                .put("class", module.className())
                .put("reason", module.reason().label())
                .put("error", module.error())
                .put("since", module.since().toString())
                .put("activation", module.activation())
                .put("restarts", module.restarts())
                .put("busyMillis", module.busyFor().toMillis());
        report.set("limits", Limits.of(config));
        loss.status().ifPresent(status -> report.put("exitStatus", status));
        module.pid().ifPresent(pid -> report.put("pid", pid));
        Files.writeString(own.resolve("report.json"), report.toPrettyString() + "\n");
        return own;
    }

    private void makeRoom() throws IOException {
        List<Path> present;
        try (Stream<Path> listed = Files.list(folder)) {
            present = listed.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path old : present.subList(Math.min(KEPT - 1, present.size()), present.size())) {
            try (Stream<Path> files = Files.list(old)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(old);
        }
    }
}
