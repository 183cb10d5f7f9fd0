package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.control.ControlClient;
import dev.bulkhead.packages.FoundPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packages that the modules of the running gateway are from, which may be others than those that its file would take. */
final class RunningPackages {
    /** Where none runs. */
    static final RunningPackages NONE = new RunningPackages(Map.of());

    private final Map<String, List<String>> modules;

    private RunningPackages(Map<String, List<String>> modules) {
        this.modules = Collections.unmodifiableMap(new TreeMap<>(modules));
    }

    /** {@return what the gateway of a file runs; nothing if none answers} */
    static RunningPackages of(Path config) {
        try {
            return in(ControlClient.of(Configuration.dataFolder(config)).status());
        } catch (ConfigException | IOException e) {
            // What does not run uses nothing, and who cannot be asked has said so to those who ask it.
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }

    /** {@return what a status says} */
    static RunningPackages in(JsonNode status) {
        Map<String, List<String>> modules = new TreeMap<>();
        for (JsonNode module : status.path("modules")) {
            if (module.has("package")) {
                String id = module.path("package").asText() + "@"
                        + module.path("version").asText();
                modules.computeIfAbsent(id, unused -> new ArrayList<>())
                        .add(module.path("name").asText());
            }
        }
        return new RunningPackages(modules);
    }

    /** {@return the modules that are from a package} */
    List<String> usedBy(FoundPackage found) {
        return modules.getOrDefault(found.id(), List.of());
    }
}
