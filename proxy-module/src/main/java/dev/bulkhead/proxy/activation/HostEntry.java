package dev.bulkhead.proxy.activation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a host must know about one module.
 *
 * @param listen the URL that the host shall listen on for it
 * @param remote the URL that the gateway listens on for it
 * @param module what to load
 * @param token the launch token; null if it travels another way
 */
public record HostEntry(
        String listen,
        String remote,
        ModuleToLoad module,
        @Nullable String token) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** {@return the entry as a host reads it} */
    ObjectNode json() {
        ObjectNode entry = MAPPER.createObjectNode().put("listen", listen).put("remote", remote);
        ObjectNode hosted = entry.putObject("module").put("name", module.name()).put("class", module.className());
        if (module.path() != null) {
            hosted.put("path", module.path().toString());
        }
        if (token != null) {
            entry.put("token", token);
        }
        return entry;
    }

    /** {@return the token, where it travels with the rest} */
    String requireToken() {
        return Objects.requireNonNull(token, "this entry has no token");
    }

    /** {@return the entry without its token} */
    @Override
    public String toString() {
        return "HostEntry[" + module + ", " + listen + " to " + remote + "]";
    }
}
