package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.ModuleName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configurations that are like another but for one module. */
final class Variations {
    private Variations() {}

    /** {@return the same without a module and its links} */
    static GatewayConfig without(GatewayConfig config, String module) {
        return new GatewayConfig(
                config.file(),
                config.gateway(),
                config.modules().stream()
                        .filter(other -> !other.name().equals(module))
                        .toList(),
                config.links().stream()
                        .filter(link ->
                                !link.source().equals(module) && !link.sink().equals(module))
                        .toList());
    }

    /**
     * {@return the same with a module like another, and links like the other's}
     *
     * @throws RefusedException if there is no such module, there is one of the new name, or the name is none
     */
    static GatewayConfig withClone(GatewayConfig config, String module, String newName) throws RefusedException {
        ModuleConfig original = find(config, module);
        if (original == null) {
            throw new RefusedException(ControlError.UNKNOWN_KEY, "there is no module \"" + module + "\"");
        }
        if (find(config, newName) != null) {
            throw new RefusedException(ControlError.DUPLICATE_KEY, "there is a module \"" + newName + "\" already");
        }
        if (!ModuleName.fits(newName)) {
            throw new RefusedException(
                    ControlError.BAD_REQUEST, "\"" + newName + "\" does not fit; expected is " + ModuleName.WORDS);
        }
        if (original.host() != null) {
            throw new RefusedException(
                    ControlError.NOT_SUPPORTED,
                    module + " shares the host " + original.host() + "; add a module to the file");
        }
        List<ModuleConfig> modules = new ArrayList<>(config.modules());
        modules.add(original.named(newName));
        return new GatewayConfig(config.file(), config.gateway(), modules, links(config, module, newName));
    }

    private static List<LinkSpec> links(GatewayConfig config, String module, String newName) {
        List<LinkSpec> links = new ArrayList<>(config.links());
        for (LinkSpec link : config.links()) {
            if (link.source().equals(module)) {
                links.add(link.withEnds(newName, link.sink()));
            } else if (link.sink().equals(module)) {
                links.add(link.withEnds(link.source(), newName));
            }
        }
        return links;
    }

    private static @Nullable ModuleConfig find(GatewayConfig config, String name) {
        return config.modules().stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
