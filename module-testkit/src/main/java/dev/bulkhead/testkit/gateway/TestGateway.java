package dev.bulkhead.testkit.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.Gateway;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.control.StatusJson;
import dev.bulkhead.gateway.lifecycle.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A gateway in the test's process, from the text of a {@code gateway.json}. */
public final class TestGateway implements AutoCloseable {
    private final Gateway gateway;

    private TestGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Starts a gateway.
     *
     * @param folder where its configuration and data are kept
     * @param modulesAndLinks the configuration from {@code "modules"} on, without the outer braces
     */
    public static TestGateway start(Path folder, String modulesAndLinks) throws IOException, ConfigException {
        return start(folder, modulesAndLinks, Installation.find());
    }

    /**
     * Starts a gateway.
     *
     * @param folder where its configuration and data are kept
     * @param modulesAndLinks the configuration from {@code "modules"} on, without the outer braces
     * @param installation where the module host is
     */
    public static TestGateway start(Path folder, String modulesAndLinks, Installation installation)
            throws IOException, ConfigException {
        Path file = folder.resolve("gateway.json");
        Files.writeString(
                file, "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" } },\n" + modulesAndLinks + "\n}");
        ConfigLoader loader = new ConfigLoader((className, path) -> Optional.empty(), name -> null);
        TestGateway started = new TestGateway(new Gateway(loader.load(file), installation, loader.inPlaceOf(file)));
        started.gateway.start();
        return started;
    }

    /** {@return the module's part of the status} */
    public JsonNode module(String name) {
        for (JsonNode module : status().path("modules")) {
            if (module.path("name").asText().equals(name)) {
                return module;
            }
        }
        throw new IllegalArgumentException("there is no module " + name);
    }

    /** {@return the link's part of the status} */
    public JsonNode link(String source, String sink) {
        for (JsonNode link : status().path("links")) {
            if (link.path("source").asText().equals(source)
                    && link.path("sink").asText().equals(sink)) {
                return link;
            }
        }
        throw new IllegalArgumentException("there is no link from " + source + " to " + sink);
    }

    /** {@return the status as the control endpoint gives it} */
    public JsonNode status() {
        return StatusJson.of(gateway.status());
    }

    /** {@return steers its modules} */
    public Controller controller() {
        return gateway.controller();
    }

    /** Stops the gateway in order. */
    @Override
    public void close() {
        gateway.close();
    }
}
