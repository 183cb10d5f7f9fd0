package dev.bulkhead.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.host.load.PackageText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tells what a package offers, by what it says of itself; the command {@code module-host capabilities PACKAGE}. */
final class Capabilities {
    private static final List<String> REQUIRED = List.of("package", "version", "types");

    private Capabilities() {}

    /**
     * {@return the descriptor of a package, as JSON for people too}
     *
     * @throws IOException if it has none, or that cannot be read; its text tells why
     */
    static String of(Path place) throws IOException {
        String text = PackageText.of(place);
        try {
            JsonNode descriptor = new ObjectMapper().readTree(text);
            for (String key : REQUIRED) {
                if (!descriptor.has(key)) {
                    throw new IOException(place + ": the key \"" + key + "\" of its descriptor is missing");
                }
            }
            return descriptor.toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IOException(place + ": its descriptor is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
