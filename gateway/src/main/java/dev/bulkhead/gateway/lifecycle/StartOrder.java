package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.gateway.config.ModuleConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The modules in steps from the sources to the sinks: each comes after those that publish to it, or say that they start after it. */
final class StartOrder {
    private StartOrder() {}

    /**
     * {@return the steps; modules of one step do not depend on each other, except those that are in or behind a cycle, which
     * make the last step}
     */
    static List<Set<String>> sourcesFirst(Collection<ModuleConfig> modules, List<LinkSpec> links) {
        Map<String, List<String>> after = modules.stream()
                .collect(Collectors.toMap(
                        ModuleConfig::name, module -> module.lifecycle().after()));
        List<String> names = modules.stream().map(ModuleConfig::name).toList();
        return sourcesFirst(names, after, links);
    }

    static List<Set<String>> sourcesFirst(
            Collection<String> modules, Map<String, List<String>> after, List<LinkSpec> links) {
        List<Set<String>> steps = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(modules);
        while (!left.isEmpty()) {
            Set<String> step = withoutSourceAmong(left, after, links);
            if (step.isEmpty()) {
                step = new LinkedHashSet<>(left);
            }
            steps.add(step);
            left.removeAll(step);
        }
        return steps;
    }

    private static Set<String> withoutSourceAmong(
            Set<String> left, Map<String, List<String>> after, List<LinkSpec> links) {
        Set<String> free = new LinkedHashSet<>(left);
        left.forEach(module -> after.getOrDefault(module, List.of()).forEach(free::remove));
        for (LinkSpec link : links) {
            List<String> before = after.getOrDefault(link.sink(), List.of());
            // Who says what it starts after knows better than the links.
            boolean fed = left.stream().anyMatch(source -> link.startsAt(source) && !before.contains(source));
            if (fed) {
                free.remove(link.sink());
            }
        }
        return free;
    }
}
