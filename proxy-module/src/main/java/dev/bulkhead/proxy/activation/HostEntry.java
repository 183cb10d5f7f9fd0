package dev.bulkhead.proxy.activation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a host must know about one module.
 *
 * @param listen the URL that the host shall listen on for it
 * @param remote the URL that the gateway listens on for it
 * @param module what to load
 * @param token the launch token; null if it travels another way
 * @param keys further keys of the host's file, with their values
 */
public record HostEntry(
        String listen,
        String remote,
        ModuleToLoad module,
        @Nullable String token,
        Map<String, String> keys) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the further keys. */
    public HostEntry {
        keys = Map.copyOf(keys);
    }

    /** An entry with no further keys. */
    public HostEntry(String listen, String remote, ModuleToLoad module, @Nullable String token) {
        this(listen, remote, module, token, Map.of());
    }

    /** {@return the entry as a host reads it} */
    ObjectNode json() {
        ObjectNode entry = MAPPER.createObjectNode().put("listen", listen).put("remote", remote);
        ObjectNode hosted = entry.putObject("module").put("name", module.name()).put("class", module.className());
        if (module.path() != null) {
            hosted.put("path", module.path().toString());
        }
        if (module.type() != null) {
            hosted.put("type", module.type());
        }
        if (token != null) {
            entry.put("token", token);
        }
        keys.forEach(entry::put);
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
