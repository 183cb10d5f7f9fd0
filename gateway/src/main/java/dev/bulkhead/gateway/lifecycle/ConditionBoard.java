package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which conditions hold, of those that modules wait for. Thread-safe. */
final class ConditionBoard {
    private final Map<Condition, Boolean> known = new ConcurrentHashMap<>();

    /** Begins to know of some conditions; none of them holds yet. {@return those that are new} */
    List<Condition> add(Collection<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> known.putIfAbsent(condition, false) == null)
                .toList();
    }

    /** Forgets all but these. */
    void retain(Collection<Condition> conditions) {
        known.keySet().retainAll(conditions);
    }

    /** {@return those of these conditions that do not hold} */
    List<Condition> missing(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> !known.getOrDefault(condition, false))
                .toList();
    }

    /** Notes whether a condition holds. {@return whether that is news} */
    boolean set(Condition condition, boolean holds) {
        Boolean before = known.replace(condition, holds);
        return before != null && before != holds;
    }

    /** {@return the conditions that somebody waits for} */
    Collection<Condition> all() {
        return List.copyOf(known.keySet());
    }

    /** {@return which hold, by the words of {@code gateway.json}} */
    Map<String, Boolean> view() {
        Map<String, Boolean> view = new TreeMap<>();
        known.forEach((condition, holds) -> view.put(condition.text(), holds));
        return view;
    }
}
