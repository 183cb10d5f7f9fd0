package dev.bulkhead.gateway.config;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees to it that modules wait only for modules that there are, and that none waits for itself in the end. */
final class WaitChecks {
    private record Waiting(ObjectReader keys, Map<String, List<String>> forByKey) {}

    private final Map<String, Waiting> modules = new LinkedHashMap<>();

    /** Looks at a module. */
    void add(ObjectReader keys, ModuleConfig module) {
        List<String> conditions = module.lifecycle().preconditions().stream()
                .filter(condition -> condition instanceof Condition.Activated || condition instanceof Condition.Set)
                .map(WaitChecks::module)
                .toList();
        modules.put(
                module.name(),
                new Waiting(keys, Map.of("after", module.lifecycle().after(), "preconditions", conditions)));
    }

    private static String module(Condition condition) {
        return condition instanceof Condition.Activated activated
                ? activated.module()
                : ((Condition.Set) condition).module();
    }

    /** Notes what is wrong, after all modules have been added. */
    void check(Collection<String> known) {
        modules.forEach(
                (name, waiting) -> waiting.forByKey().forEach((key, others) -> check(name, key, others, known)));
    }

    private void check(String name, String key, List<String> others, Collection<String> known) {
        ObjectReader keys = keysOf(name);
        for (String other : others) {
            if (!known.contains(other)) {
                keys.refuse(key, "there is no module \"" + other + "\"" + Suggestion.of(other, known));
            } else if (leadsTo(other, key, name)) {
                keys.refuse(
                        key,
                        other.equals(name)
                                ? "the module \"" + name + "\" waits for itself"
                                : "the modules \"" + name + "\" and \"" + other + "\" wait for each other for ever");
            }
        }
    }

    private ObjectReader keysOf(String name) {
        Waiting waiting = modules.get(name);
        if (waiting == null) {
            throw new IllegalArgumentException("there is no module \"" + name + "\"");
        }
        return waiting.keys();
    }

    private boolean leadsTo(String start, String key, String goal) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            String module = next.remove();
            if (module.equals(goal)) {
                return true;
            }
            Waiting waiting = modules.get(module);
            if (waiting != null && seen.add(module)) {
                next.addAll(waiting.forByKey().getOrDefault(key, List.of()));
            }
        }
        return false;
    }
}
