package dev.bulkhead.gateway.packages.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was done last in a folder of modules.
 *
 * @param kind what was done
 * @param id the package, as NAME@VERSION
 * @param entry its name in the folder
 */
record LastAction(Kind kind, String id, String entry) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What can be done. */
    enum Kind {
        NOTHING,
        INSTALL,
        REMOVE,
        UNDO
    }

    static LastAction read(Path file) throws PackageException, IOException {
        if (!Files.isRegularFile(file)) {
            return new LastAction(Kind.NOTHING, "", "");
        }
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            return new LastAction(
                    Kind.valueOf(json.path("kind").asText()),
                    json.path("package").asText(),
                    json.path("entry").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new PackageException(file + " does not say what was done last: " + e.getMessage(), e);
        }
    }

    String json() {
        return MAPPER.createObjectNode()
                .put("kind", kind.name())
                .put("package", id)
                .put("entry", entry)
                .toPrettyString();
    }
}
