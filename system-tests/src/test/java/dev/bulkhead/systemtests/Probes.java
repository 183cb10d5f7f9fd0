package dev.bulkhead.systemtests;

import dev.bulkhead.api.Module;
import dev.bulkhead.host.load.ModuleLoader;
import java.nio.file.Path;

/** Lines of {@code gateway.json} for the probes of the test kit. */
final class Probes {
    private Probes() {}

    /** {@return a module; {@code activation} and {@code args} are JSON} */
    static String module(String name, Class<? extends Module> type, String activation, String args) {
        return """
               { "name": "%s", "class": "%s", "path": "%s", "activation": %s, "args": %s }""".formatted(name, type.getName(), jar(type), activation, args);
    }

    static String module(String name, Class<? extends Module> type, String activation) {
        return module(name, type, activation, "{}");
    }

    static String link(String source, String sink) {
        return """
               { "source": "%s", "sink": "%s" }""".formatted(source, sink);
    }

    static String modules(String... modules) {
        return "\"modules\": [\n" + String.join(",\n", modules) + "\n]";
    }

    static String links(String... links) {
        return "\"links\": [\n" + String.join(",\n", links) + "\n]";
    }

    private static Path jar(Class<?> type) {
        return ModuleLoader.jarOf(type.getName()).orElseThrow();
    }
}
