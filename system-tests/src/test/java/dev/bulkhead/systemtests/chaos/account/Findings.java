package dev.bulkhead.systemtests.chaos.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was wrong in a lane: one line for each kind and round, with the first example and how many there were. */
final class Findings {
    private record Key(Wrong wrong, int round) {}

    private record Seen(String example, long times) {}

    private final Map<Key, Seen> seen = new LinkedHashMap<>();

    void add(Wrong wrong, int round, String text) {
        seen.merge(new Key(wrong, round), new Seen(text, 1), (old, unused) -> new Seen(old.example, old.times + 1));
    }

    List<Finding> list(String lane) {
        return seen.entrySet().stream()
                .map(entry -> {
                    Seen what = entry.getValue();
                    String more = what.times == 1 ? "" : " (and " + (what.times - 1) + " like it)";
                    return new Finding(entry.getKey().wrong, entry.getKey().round, lane, what.example + more);
                })
                .toList();
    }
}
