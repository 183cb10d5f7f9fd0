package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.InnerLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All links of a gateway: those that its own broker routes, and those that stay inside a host. */
final class GatewayLinks {
    private record Ends(String source, LinkSpec link) {}

    private final GatewayConfig config;
    private final Broker broker;
    /** By module, where its host has several. */
    private final Map<String, HostLinks> hosts = new LinkedHashMap<>();

    /** Tells the links inside hosts from the others. */
    GatewayLinks(GatewayConfig config, Broker broker) {
        this.config = config;
        this.broker = broker;
        Map<String, HostLinks> byName = new LinkedHashMap<>();
        for (ModuleConfig module : config.modules()) {
            if (module.host() != null) {
                hosts.put(module.name(), byName.computeIfAbsent(module.host(), host -> new HostLinks()));
            }
        }
        for (LinkSpec link : config.links()) {
            config.modules().stream()
                    .map(ModuleConfig::name)
                    .filter(link::startsAt)
                    .forEach(source -> sort(source, link));
        }
    }

    private void sort(String source, LinkSpec link) {
        HostLinks host = hosts.get(source);
        if (host != null && isInside(source, link)) {
            host.addInside(source, link);
        } else if (host != null) {
            host.addOutside(source, link);
        }
    }

    private boolean isInside(String source, LinkSpec link) {
        HostLinks host = hosts.get(source);
        return host != null && host.equals(hosts.get(link.sink()));
    }

    /** Connects the modules, which must be there, in the broker. */
    void connect() {
        config.links().forEach(link -> broker.linkFrom(link, source -> !isInside(source, link)));
    }

    /** {@return the links inside the host of a module} */
    InnerLinks inside(ModuleConfig module) {
        @Nullable HostLinks host = hosts.get(module.name());
        return host == null ? InnerLinks.NONE : host.of(module.name());
    }

    /** {@return all links with their counts, in the order of the configuration} */
    List<LinkStatus> status() {
        Map<Ends, LinkStatus> counted = new LinkedHashMap<>();
        broker.links().forEach(link -> counted.put(new Ends(link.source(), link.spec()), link));
        hosts.values().stream()
                .distinct()
                .flatMap(host -> host.status().stream())
                .forEach(link -> counted.put(new Ends(link.source(), link.spec()), link));
        List<LinkStatus> ordered = new ArrayList<>();
        for (LinkSpec link : config.links()) {
            for (ModuleConfig module : config.modules()) {
                LinkStatus status = counted.get(new Ends(module.name(), link));
                if (status != null) {
                    ordered.add(status);
                }
            }
        }
        return ordered;
    }
}
