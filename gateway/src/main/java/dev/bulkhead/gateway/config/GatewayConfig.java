package dev.bulkhead.gateway.config;

import dev.bulkhead.broker.LinkSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration in which everything fits. All paths are absolute.
 *
 * @param file where it was read from
 * @param gateway the gateway itself
 * @param modules the modules; their names differ
 * @param links the links; their ends are modules
 */
public record GatewayConfig(Path file, GatewaySettings gateway, List<ModuleConfig> modules, List<LinkSpec> links) {
    public GatewayConfig {
        modules = List.copyOf(modules);
        links = List.copyOf(links);
    }
}
