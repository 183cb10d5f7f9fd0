package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.gateway.change.Kind;
import dev.bulkhead.gateway.change.LinkChange;
import dev.bulkhead.gateway.change.LinkChanges;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.proxy.InnerLinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** All links of a gateway: those that its own broker routes, and those that stay inside a host. Thread-safe. */
final class GatewayLinks {
    private record Ends(String source, LinkSpec link) {}

    private final Broker broker;
    /** By the name of a host that has several modules; those that are gone too, for their counts. */
    private final Map<String, HostLinks> hosts = new LinkedHashMap<>();

    private volatile GatewayConfig config;
    /** The name of the host of a module, where that has several. Replaced as a whole. */
    private volatile Map<String, String> hostOf;

    /** Tells the links inside hosts from the others. */
    GatewayLinks(GatewayConfig config, Broker broker) {
        this.config = config;
        this.broker = broker;
        hostOf = hostsOf(config);
        hosts.putAll(sort(config, hostOf));
    }

    private static Map<String, String> hostsOf(GatewayConfig config) {
        Map<String, String> hostOf = new LinkedHashMap<>();
        for (ModuleConfig module : config.modules()) {
            if (module.host() != null) {
                hostOf.put(module.name(), module.host());
            }
        }
        return hostOf;
    }

    private static Map<String, HostLinks> sort(GatewayConfig config, Map<String, String> hostOf) {
        Map<String, HostLinks> hosts = new LinkedHashMap<>();
        hostOf.values().forEach(host -> hosts.putIfAbsent(host, new HostLinks()));
        for (LinkSpec link : config.links()) {
            hostOf.forEach((source, name) -> {
                HostLinks host = Objects.requireNonNull(hosts.get(name));
                if (!link.startsAt(source)) {
                    return;
                }
                if (isInside(source, link, hostOf)) {
                    host.addInside(source, link);
                } else {
                    host.addOutside(source, link);
                }
            });
        }
        return hosts;
    }

    /** The disk is the gateway's: what a link keeps there goes through the gateway, wherever its modules live. */
    private static boolean isInside(String source, LinkSpec link, Map<String, String> hostOf) {
        String host = hostOf.get(source);
        // What is to be kept on disk is kept by the gateway.
        return host != null && link.durable().isEmpty() && host.equals(hostOf.get(link.sink()));
    }

    /** Connects the modules, which must be there, in the broker. */
    void connect() {
        config.links().forEach(this::connect);
    }

    private void connect(LinkSpec link) {
        broker.linkFrom(link, source -> !isInside(source, link, hostOf));
    }

    /**
     * Goes from the present links to others while messages flow. Modules that come must be in the broker already, those that go must
     * still be; those that {@code Planner} says must restart are down.
     *
     * @param limit after which what still waits in links that go is dropped, and counted
     * @return ends when all that waited in links that go or change is gone from them
     */
    synchronized CompletableFuture<Void> change(GatewayConfig next, Duration limit) {
        List<LinkChange> changes = LinkChanges.between(config.links(), next.links());
        Map<String, String> before = hostOf;
        Set<LinkSpec> resorted = resorted(next, before, hostsOf(next));
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (LinkChange change : changes) {
            LinkSpec old = change.before();
            if (change.kind() == Kind.REMOVED || resorted.contains(change.link())) {
                done.add(broker.retire(Objects.requireNonNull(old), limit));
            }
        }
        resorted.stream().filter(config.links()::contains).forEach(link -> done.add(broker.retire(link, limit)));
        hostOf = hostsOf(next);
        changeHosts(sort(next, hostOf));
        for (LinkChange change : changes) {
            if (change.kind() == Kind.CHANGED && !resorted.contains(change.link())) {
                done.add(broker.replace(Objects.requireNonNull(change.before()), change.link()));
            } else if (change.kind() == Kind.ADDED) {
                connect(change.link());
            }
        }
        resorted.forEach(this::connect);
        config = next;
        return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
    }

    /**
     * {@return those of the next links that were there, and that come into a host or leave one for some of their sources: because a
     * module moves, or because the link is to be kept on disk}
     */
    private Set<LinkSpec> resorted(GatewayConfig next, Map<String, String> before, Map<String, String> after) {
        Set<LinkSpec> added = new HashSet<>();
        Map<LinkSpec, LinkSpec> changed = new HashMap<>();
        for (LinkChange change : LinkChanges.between(config.links(), next.links())) {
            if (change.kind() == Kind.ADDED) {
                added.add(change.link());
            } else if (change.kind() == Kind.CHANGED) {
                changed.put(change.link(), Objects.requireNonNull(change.before()));
            }
        }
        Set<LinkSpec> resorted = new HashSet<>();
        for (LinkSpec link : next.links()) {
            LinkSpec was = changed.getOrDefault(link, link);
            boolean moved = config.modules().stream()
                    .map(ModuleConfig::name)
                    .anyMatch(source ->
                            link.startsAt(source) && isInside(source, was, before) != isInside(source, link, after));
            if (moved && !added.contains(link)) {
                resorted.add(link);
            }
        }
        return resorted;
    }

    private void changeHosts(Map<String, HostLinks> next) {
        hosts.forEach((name, host) -> {
            HostLinks other = next.get(name);
            if (other == null) {
                host.end();
            } else {
                host.become(other);
            }
        });
        next.forEach(hosts::putIfAbsent);
    }

    /** {@return whether a durable link begins at a module} */
    boolean isAnyDurableFrom(String module) {
        return config.links().stream().anyMatch(link -> link.durable().isPresent() && link.startsAt(module));
    }

    /** {@return the links inside the host of a module} */
    synchronized InnerLinks inside(ModuleConfig module) {
        @Nullable HostLinks host = module.host() == null ? null : hosts.get(module.host());
        return host == null ? InnerLinks.NONE : host.of(module.name());
    }

    /** {@return the counts of links that are no more, together} */
    synchronized LedgerSnapshot removed() {
        return hosts.values().stream().map(HostLinks::removed).reduce(broker.retired(), LedgerSnapshot::plus);
    }

    /** {@return all links with their counts, in the order of the configuration; behind them those that still go} */
    synchronized List<LinkStatus> status() {
        Map<Ends, LinkStatus> counted = new LinkedHashMap<>();
        broker.links().forEach(link -> counted.put(new Ends(link.source(), link.spec()), link));
        hosts.values().stream()
                .flatMap(host -> host.status().stream())
                .forEach(link -> counted.put(new Ends(link.source(), link.spec()), link));
        List<LinkStatus> ordered = new ArrayList<>();
        for (LinkSpec link : config.links()) {
            for (ModuleConfig module : config.modules()) {
                LinkStatus status = counted.remove(new Ends(module.name(), link));
                if (status != null) {
                    ordered.add(status);
                }
            }
        }
        ordered.addAll(counted.values());
        return ordered;
    }
}
