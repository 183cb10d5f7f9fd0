package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.broker.LinkSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The modules in steps from the sources to the sinks: each comes after those that publish to it. */
final class StartOrder {
    private StartOrder() {}

    /**
     * {@return the steps; modules of one step do not depend on each other, except those that are in or behind a cycle, which
     * make the last step}
     */
    static List<Set<String>> sourcesFirst(Collection<String> modules, List<LinkSpec> links) {
        List<Set<String>> steps = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(modules);
        while (!left.isEmpty()) {
            Set<String> step = withoutSourceAmong(left, links);
            if (step.isEmpty()) {
                step = new LinkedHashSet<>(left);
            }
            steps.add(step);
            left.removeAll(step);
        }
        return steps;
    }

    private static Set<String> withoutSourceAmong(Set<String> left, List<LinkSpec> links) {
        Set<String> free = new LinkedHashSet<>(left);
        for (LinkSpec link : links) {
            boolean fed = left.stream().anyMatch(link::startsAt);
            if (fed) {
                free.remove(link.sink());
            }
        }
        return free;
    }
}
