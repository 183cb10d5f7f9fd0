package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** New results beside old ones. */
public final class Comparison {
    /** Counts that depend on how long a run happened to last. */
    private static final Set<String> NOT_COMPARED =
            Set.of("published", "received", "refused", "misplaced", "messages, millions", "max");
    /** With fewer rounds on a side, one beyond the other is as likely as not by chance. */
    private static final int ENOUGH_ROUNDS = 3;

    private final ResultsJson older;
    private final ResultsJson newer;
    private final StringBuilder text = new StringBuilder();

    /** Compares. */
    public Comparison(ResultsJson older, ResultsJson newer) {
        this.older = older;
        this.newer = newer;
    }

    /**
     * {@return a table of what is in both, and what is not in it and why; a change counts as clear when all rounds of one are beyond
     * all of the other}
     */
    public String markdown() {
        text.setLength(0);
        warnOfDifferentPaces();
        addTable();
        addMissing("Only in the old results", older.results(), newer.results());
        addMissing("Only in the new results", newer.results(), older.results());
        addNotes("Without a result in the old ones", older.results());
        addNotes("Without a result in the new ones", newer.results());
        return text.toString();
    }

    private void warnOfDifferentPaces() {
        if (older.quick() != newer.quick()) {
            text.append("**The ")
                    .append(older.quick() ? "old" : "new")
                    .append(" results are of a quick run, the others are not: what differs may be the pace.**\n\n");
        }
    }

    private void addTable() {
        Table table = new Table("", "old", "new", "new / old", "clear");
        Map<Results.Key, Series> old = valid(older.results());
        valid(newer.results()).forEach((key, now) -> {
            Series before = old.get(key);
            if (before != null && !NOT_COMPARED.contains(key.metric())) {
                table.row(row(key, before, now));
            }
        });
        text.append(table.isEmpty() ? "Nothing is in both results.\n" : table.markdown());
    }

    private static Map<Results.Key, Series> valid(Results results) {
        Map<Results.Key, Series> valid = new LinkedHashMap<>(results.all());
        valid.keySet()
                .removeIf(key -> results.note(key.contest(), key.contestant()).isPresent());
        return valid;
    }

    private static List<String> row(Results.Key key, Series before, Series now) {
        String ratio = before.median() == 0 ? "" : Numbers.ratio(now.median() / before.median());
        return List.of(
                key.contest() + "/" + key.contestant() + ": " + key.metric(),
                Numbers.of(before.median()),
                Numbers.of(now.median()),
                ratio,
                isClear(before, now) ? "yes" : "");
    }

    private static boolean isClear(Series before, Series now) {
        boolean beyond = now.min() > before.max() || now.max() < before.min();
        return beyond && Math.min(before.values().size(), now.values().size()) >= ENOUGH_ROUNDS;
    }

    private void addMissing(String title, Results in, Results notIn) {
        addList(
                title,
                in.contestants().stream()
                        .filter(key -> !notIn.tookPart(key.contest(), key.contestant()))
                        .map(Comparison::name)
                        .toList());
    }

    private void addNotes(String title, Results results) {
        addList(
                title,
                results.notes().entrySet().stream()
                        .map(note -> name(note.getKey()) + ": " + note.getValue())
                        .toList());
    }

    private static String name(Results.Key key) {
        return key.contest() + "/" + key.contestant();
    }

    private void addList(String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append("\n").append(title).append(":\n\n");
            items.forEach(item -> text.append("- ").append(item).append("\n"));
        }
    }
}
