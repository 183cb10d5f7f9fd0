package dev.bulkhead.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.api.Message;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.lifecycle.Controller;
import dev.bulkhead.gateway.lifecycle.RefusedException;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import dev.bulkhead.testkit.gateway.TestGateway;
import dev.bulkhead.testkit.gateway.TestInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A real gateway, with the module once in each activation, and once more for each of the bad arguments. */
final class Stage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FEEDER = "feeder-";
    private static final String COLLECTOR = "collector-";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final String box = UUID.randomUUID().toString();
    private final TestGateway gateway;
    /** How much the module has published in its earlier lives. */
    private final Map<String, Integer> earlier = new HashMap<>();

    private final Map<String, Long> failedEarlier = new HashMap<>();
    private final Set<String> fresh;

    /** Modules with bad arguments that the gateway does not even load, as their type says what arguments may be. */
    private final Set<String> refusedByCheck = new HashSet<>();

    /**
     * Starts it.
     *
     * @param onlyAnswers whether the module does nothing before it gets a message
     */
    Stage(
            Path folder,
            Subject subject,
            String args,
            List<String> badArgs,
            List<String> activations,
            boolean onlyAnswers)
            throws Exception {
        fresh = new HashSet<>(onlyAnswers ? activations : List.of());
        this.folder = folder;
        String config = MAPPER.writeValueAsString(modules(subject, args, badArgs, activations));
        // Without its braces.
        gateway = TestGateway.start(folder, config.substring(1, config.length() - 1), TestInstallation.find());
    }

    private ObjectNode modules(Subject subject, String args, List<String> badArgs, List<String> activations)
            throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        var modules = root.putArray("modules");
        var links = root.putArray("links");
        for (String activation : activations) {
            modules.add(stranger(FEEDER, Feeder.class, activation));
            modules.add(named(subject, activation, activation, args));
            modules.add(stranger(COLLECTOR, Collector.class, activation));
            links.addObject().put("source", FEEDER + activation).put("sink", activation);
            links.addObject().put("source", activation).put("sink", COLLECTOR + activation);
            for (int i = 0; i < badArgs.size(); i++) {
                ObjectNode bad = named(subject, activation, badName(activation, i), badArgs.get(i));
                if (isRefusedByCheck(bad)) {
                    refusedByCheck.add(badName(activation, i));
                } else {
                    modules.add(bad);
                }
            }
        }
        return root;
    }

    private boolean isRefusedByCheck(ObjectNode module) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.putArray("modules").add(module);
        Path file = Files.writeString(folder.resolve("bad.json"), MAPPER.writeValueAsString(root));
        try {
            GatewayConfig unused = new ConfigLoader((className, path) -> Optional.empty(), name -> null).load(file);
            return false;
        } catch (ConfigException e) {
            return e.problems().stream().anyMatch(problem -> problem.pointer().startsWith("/modules/0/args"));
        } finally {
            Files.delete(file);
        }
    }

    /** {@return whether a module with bad arguments cannot even be configured} */
    boolean isRefusedByCheck(String module) {
        return refusedByCheck.contains(module);
    }

    private ObjectNode stranger(String prefix, Class<?> type, String activation) {
        ObjectNode module =
                MAPPER.createObjectNode().put("name", prefix + activation).put("class", type.getName());
        module.putObject("args").put("box", box + activation);
        return module;
    }

    private static ObjectNode named(Subject subject, String activation, String name, String args)
            throws JsonProcessingException {
        ObjectNode module = subject.keys(activation).put("name", name);
        module.set("args", MAPPER.readTree(args));
        return module;
    }

    static String badName(String activation, int index) {
        return activation + "-bad-" + index;
    }

    JsonNode status(String module) {
        return gateway.module(module);
    }

    boolean isUp(String activation) {
        return !status(activation).path("state").asText().equals("deactivated");
    }

    Controller controller() {
        return gateway.controller();
    }

    /** Sets the world back to what it was. */
    interface Preparation {
        void run() throws Exception;
    }

    /** Gives the activation a new object, unless it has one of which nothing was asked yet. */
    void refresh(String activation, Preparation prepare) throws Exception {
        if (fresh.remove(activation)) {
            prepare.run();
            return;
        }
        if (isUp(activation)) {
            done("go down", controller().deactivate(activation));
        }
        failedEarlier.put(activation, allFailed(activation));
        awaitEmpty("what it published to arrive", activation, COLLECTOR + activation);
        earlier.put(activation, Collector.count(box + activation));
        // Not while the earlier one can see it.
        prepare.run();
        done("come up", controller().activate(activation));
    }

    /** Publishes for the module. */
    void send(String activation, List<Message> messages) {
        fresh.remove(activation);
        messages.forEach(message -> Feeder.publish(box + activation, message));
    }

    /** Waits until the module has received all that was sent. */
    void awaitReceived(String activation) {
        awaitEmpty(activation + " to receive what was sent", FEEDER + activation, activation);
    }

    private void awaitEmpty(String what, String source, String sink) {
        await().alias(what).atMost(PATIENCE).until(() -> {
            JsonNode link = gateway.link(source, sink);
            return link.path("queued").asLong() + link.path("inFlight").asLong() == 0;
        });
    }

    /** {@return how many messages its receive has thrown at since it is what it is} */
    long failed(String activation) {
        return allFailed(activation) - failedEarlier.getOrDefault(activation, 0L);
    }

    private long allFailed(String activation) {
        return link(activation).path("droppedByReason").path("receive-failed").asLong();
    }

    private JsonNode link(String activation) {
        return gateway.link(FEEDER + activation, activation);
    }

    /** {@return what it has published since it is what it is} */
    List<Message> published(String activation) {
        List<Message> all = Collector.received(box + activation);
        return new ArrayList<>(all.subList(earlier.getOrDefault(activation, 0), all.size()));
    }

    /** Waits until something has been done; what is refused fails with its reason. */
    static void done(String what, CompletableFuture<Void> asked) throws Exception {
        try {
            Calls.done("to " + what, asked, PATIENCE.multipliedBy(2));
        } catch (RefusedException e) {
            throw new AssertionError("the module could not " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
