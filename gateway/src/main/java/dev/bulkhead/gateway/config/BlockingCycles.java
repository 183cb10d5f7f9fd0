package dev.bulkhead.gateway.config;

import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds cycles of links that can all block: when their queues are full, each module waits for the next, and none ever takes.
 */
final class BlockingCycles {
    private record Edge(String from, String to, Node.Place place) {}

    private final Map<String, List<Edge>> edges = new HashMap<>();
    private final Problems problems;
    private final Set<String> inReportedCycle = new HashSet<>();

    BlockingCycles(Collection<String> modules, List<LinkReader.Placed> links, Problems problems) {
        this.problems = problems;
        for (LinkReader.Placed placed : links) {
            LinkSpec link = placed.link();
            for (String module : modules) {
                if (link.overflow() == Overflow.BLOCK && link.startsAt(module)) {
                    edges.computeIfAbsent(module, from -> new ArrayList<>())
                            .add(new Edge(module, link.sink(), placed.place()));
                }
            }
        }
    }

    /** Notes a shortest cycle of every module that is in one, unless it is in one noted before. */
    void report(Collection<String> modules) {
        for (String module : modules) {
            if (!inReportedCycle.contains(module)) {
                List<Edge> cycle = shortestCycle(module);
                if (!cycle.isEmpty()) {
                    report(cycle);
                }
            }
        }
    }

    private void report(List<Edge> cycle) {
        cycle.forEach(edge -> inReportedCycle.add(edge.from()));
        String way = cycle.get(0).from()
                + cycle.stream().map(edge -> " -> " + edge.to()).collect(Collectors.joining());
        String pointers =
                cycle.stream().map(edge -> edge.place().pointer()).distinct().collect(Collectors.joining(", "));
        problems.add(
                cycle.get(0).place(),
                "the links " + way + " (" + pointers
                        + ") make a cycle in which all can block, and so wait for each other "
                        + "for ever; give one of them \"overflow\": \"drop-oldest\" or \"drop-newest\"");
    }

    /** {@return the edges of a shortest way from a module back to itself, by breadth first; empty if there is none} */
    private List<Edge> shortestCycle(String start) {
        Map<String, Edge> cameBy = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            for (Edge edge : edges.getOrDefault(next.remove(), List.of())) {
                if (cameBy.putIfAbsent(edge.to(), edge) == null) {
                    next.add(edge.to());
                }
                if (edge.to().equals(start)) {
                    return wayBack(start, cameBy);
                }
            }
        }
        return List.of();
    }

    private static List<Edge> wayBack(String start, Map<String, Edge> cameBy) {
        Deque<Edge> cycle = new ArrayDeque<>();
        Edge edge = cameBy.get(start);
        while (edge != null) {
            cycle.addFirst(edge);
            edge = edge.from().equals(start) ? null : cameBy.get(edge.from());
        }
        return List.copyOf(cycle);
    }
}
