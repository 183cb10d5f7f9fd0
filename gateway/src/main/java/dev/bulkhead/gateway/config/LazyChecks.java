package dev.bulkhead.gateway.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees to it that a module that waits for its first message can get one. */
final class LazyChecks {
    private final Map<String, ObjectReader> lazy = new LinkedHashMap<>();

    /** Looks at a module. */
    void add(ObjectReader keys, ModuleConfig module) {
        if (module.lifecycle().lazy()) {
            lazy.put(module.name(), keys);
        }
    }

    /** Notes what is wrong, after all modules have been added. */
    void check(List<Node> links) {
        Set<String> sinks = new HashSet<>();
        for (Node link : links) {
            Node sink = link.get("sink");
            if (sink != null) {
                sinks.add(sink.text());
            }
        }
        lazy.forEach((name, keys) -> {
            if (!sinks.contains(name)) {
                keys.refuse(
                        "start",
                        "no link ends in \"" + name
                                + "\", so no message can ever start it; add one with it as \"sink\", or leave \"start\" out");
            }
        });
    }
}
