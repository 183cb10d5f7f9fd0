package dev.bulkhead.benchmarks.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Module;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.load.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code gateway.json} of a run. */
public final class Configuration {
    /** The messages that a link's queue holds: as many as the queues of all systems. */
    static final int CAPACITY = 8192;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode modules;
    private final ArrayNode links;

    /** A gateway without modules, whose control endpoint takes a free port. */
    public Configuration() {
        root.putObject("gateway").putObject("control").put("listen", "127.0.0.1:0");
        modules = root.putArray("modules");
        links = root.putArray("links");
    }

    /** Adds a module in the gateway's process. */
    public Configuration inProcess(String name, Class<? extends Module> type) {
        module(name, type);
        return this;
    }

    /** Adds a module in a forked host. */
    public Configuration forked(String name, Class<? extends Module> type) {
        return hosted(name, type, Names.FORK);
    }

    /** Adds a module in another activation. */
    Configuration hosted(String name, Class<? extends Module> type, String activation) {
        module(name, type).put("activation", activation);
        return this;
    }

    private ObjectNode module(String name, Class<? extends Module> type) {
        return modules.addObject()
                .put("name", name)
                .put("class", type.getName())
                .put("path", Installation.modulesJar().toString());
    }

    /** Gives the module that was added last a job. */
    public Configuration with(Job job) {
        ((ObjectNode) modules.get(modules.size() - 1))
                .putObject("args")
                .put("desk", job.desk())
                .put("size", job.size())
                .put("perSecond", job.perSecond())
                .put("warmUpMillis", job.warmUpMillis())
                .put("measureMillis", job.measureMillis())
                .put("inFlight", job.inFlight());
        return this;
    }

    /** Adds a link on which nothing is dropped. */
    public Configuration link(String source, String sink) {
        links.addObject()
                .put("source", source)
                .put("sink", sink)
                .put("capacity", CAPACITY)
                .put("blockFor", "1h");
        return this;
    }

    /** Adds a link that is kept on disk. */
    public Configuration durableLink(String source, String sink, String sync) {
        ((ObjectNode) link(source, sink).links.get(links.size() - 1))
                .putObject("durable")
                .put("sync", sync);
        return this;
    }

    /** Adds a link on which a message that finds no room is dropped, so that it can be part of a circle. */
    public Configuration droppingLink(String source, String sink) {
        links.addObject().put("source", source).put("sink", sink).put("overflow", "drop-newest");
        return this;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(root));
    }
}
