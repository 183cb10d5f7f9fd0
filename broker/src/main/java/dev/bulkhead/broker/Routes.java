package dev.bulkhead.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which links start at which module: an immutable table, replaced as a whole when a module or a link comes. */
final class Routes {
    private static final Link[] NONE = {};

    private final Map<String, Link[]> bySource;

    private Routes(Map<String, Link[]> bySource) {
        this.bySource = bySource;
    }

    static Routes of(List<Link> links) {
        Map<String, List<Link>> lists = new LinkedHashMap<>();
        for (Link link : links) {
            lists.computeIfAbsent(link.source(), source -> new ArrayList<>()).add(link);
        }
        Map<String, Link[]> table = new LinkedHashMap<>();
        lists.forEach((source, from) -> table.put(source, from.toArray(Link[]::new)));
        return new Routes(table);
    }

    Link[] from(String source) {
        return bySource.getOrDefault(source, NONE);
    }
}
