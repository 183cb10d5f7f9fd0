package dev.bulkhead.host.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of a package's folders of native libraries is for this machine. */
final class NativePath {
    /** What Java and others say for what descriptors call by the words that images of containers use. */
    private static final Map<String, String> ARCHITECTURES =
            Map.of("x86_64", "amd64", "x64", "amd64", "aarch64", "arm64", "armv7l", "arm", "arm32", "arm");

    private NativePath() {}

    /** {@return this machine, as {@code linux/amd64}} */
    static String machine() {
        return machine(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String machine(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT);
        String processor = arch.toLowerCase(Locale.ROOT);
        String known = system.startsWith("mac") || system.equals("darwin")
                ? "macos"
                : system.startsWith("windows") ? "windows" : system;
        return known + "/" + ARCHITECTURES.getOrDefault(processor, processor);
    }

    /**
     * {@return the folder, as a path in the package; null if there is none for this machine}
     *
     * @throws IOException if the descriptor cannot be read
     */
    static @Nullable String here(String descriptor) throws IOException {
        try {
            for (JsonNode each : new ObjectMapper().readTree(descriptor).path("native")) {
                if (machine(each.path("os").asText(), each.path("arch").asText())
                        .equals(machine())) {
                    return each.path("path").asText();
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            throw new IOException("the descriptor is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
