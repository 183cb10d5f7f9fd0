package dev.bulkhead.gateway.change;

import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Configurations from their text. */
final class Configs {
    /** What tests may use placeholders for. */
    static final Map<String, String> ENVIRONMENT = Map.of("SECRET", "hush-hush", "TOKEN", "psst");

    private Configs() {}

    static GatewayConfig load(String text) {
        try {
            Path file = Files.createTempFile("gateway", ".json");
            try {
                Files.writeString(file, text);
                return new ConfigLoader((className, path) -> Optional.empty(), ENVIRONMENT::get)
                        .load(file, Path.of("/place/gateway.json"));
            } finally {
                Files.delete(file);
            }
        } catch (ConfigException e) {
            throw new AssertionError(text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a configuration with these modules, by their text without braces, and links} */
    static GatewayConfig of(String modules, String links) {
        return load("{ \"modules\": [" + modules + "], \"links\": [" + links + "] }");
    }

    static String module(String name, String more) {
        return "{ \"name\": \"" + name + "\", \"class\": \"x.X\"" + more + " }";
    }

    static String link(String source, String sink, String more) {
        return "{ \"source\": \"" + source + "\", \"sink\": \"" + sink + "\"" + more + " }";
    }
}
