package dev.bulkhead.proxy.activation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a host that others start finds its gateway, and knows it.
 *
 * @param listen the URL that the host shall listen on
 * @param gatewayKey the gateway's public key; null if nothing is encrypted
 * @param insecure whether nothing is encrypted although others can listen
 */
public record HostNetwork(String listen, @Nullable String gatewayKey, boolean insecure) {

    /** {@return what the file of the host of a module says of it} */
    Map<String, String> keys(String module) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (gatewayKey != null) {
            keys.put("keys", module + ".key");
            keys.put("gatewayKey", gatewayKey);
        }
        if (insecure) {
            keys.put("security", "insecure-plain-tcp");
        }
        return keys;
    }
}
