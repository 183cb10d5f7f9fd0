package dev.bulkhead.gateway.change;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the hosts of several modules are told of links when their modules come: which stay inside, and which messages of a module
 * go out. They cannot be told anew, so other links need other sessions.
 */
final class SharedHostLinks {
    private record Inside(String source, LinkSpec link) {}

    private final GatewayConfig config;
    private final Map<String, String> hosts = new LinkedHashMap<>();

    SharedHostLinks(GatewayConfig config) {
        this.config = config;
        for (ModuleConfig module : config.modules()) {
            if (module.host() != null) {
                hosts.put(module.name(), module.host());
            }
        }
    }

    private List<Inside> inside(String host) {
        return config.links().stream()
                .flatMap(link -> sources(link)
                        .filter(source -> host.equals(hosts.get(source)) && isInside(source, link))
                        .map(source -> new Inside(source, link)))
                .toList();
    }

    /** A durable link never is: the disk is the gateway's. */
    private boolean isInside(String source, LinkSpec link) {
        return Objects.equals(hosts.get(source), hosts.get(link.sink()))
                && link.durable().isEmpty();
    }

    private Stream<String> sources(LinkSpec link) {
        return config.modules().stream().map(ModuleConfig::name).filter(link::startsAt);
    }

    private List<Map<String, String>> outside(String module) {
        return config.links().stream()
                .filter(link -> link.startsAt(module) && !isInside(module, link))
                .map(LinkSpec::match)
                .toList();
    }

    /** {@return the modules that are in both, and whose hosts must be told something else} */
    static Set<String> toldAnew(GatewayConfig before, GatewayConfig after) {
        SharedHostLinks old = new SharedHostLinks(before);
        SharedHostLinks next = new SharedHostLinks(after);
        Set<String> anew = new LinkedHashSet<>();
        next.hosts.forEach((module, host) -> {
            if (host.equals(old.hosts.get(module))) {
                List<Inside> inside = next.inside(host);
                boolean others = !inside.equals(old.inside(host));
                if (others || (!inside.isEmpty() && !next.outside(module).equals(old.outside(module)))) {
                    anew.add(module);
                }
            }
        });
        return anew;
    }
}
