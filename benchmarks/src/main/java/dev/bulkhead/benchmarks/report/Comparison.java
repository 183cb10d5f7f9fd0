package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** New results beside old ones. */
public final class Comparison {
    /** Counts that depend on how long a run happened to last. */
    private static final Set<String> NOT_COMPARED =
            Set.of("published", "received", "refused", "misplaced", "messages, millions", "max");

    private final Results older;
    private final Results newer;

    /** Compares. */
    public Comparison(Results older, Results newer) {
        this.older = older;
        this.newer = newer;
    }

    /** {@return a table of what is in both; a change counts as clear when all rounds of one are beyond all of the other} */
    public String markdown() {
        Table table = new Table("", "old", "new", "new / old", "clear");
        Map<Results.Key, Series> old = older.all();
        newer.all().forEach((key, now) -> {
            Series before = old.get(key);
            if (before != null && !NOT_COMPARED.contains(key.metric())) {
                table.row(row(key, before, now));
            }
        });
        return table.isEmpty() ? "Nothing is in both results.\n" : table.markdown();
    }

    private static List<String> row(Results.Key key, Series before, Series now) {
        boolean clear = now.min() > before.max() || now.max() < before.min();
        String ratio = before.median() == 0 ? "" : Numbers.ratio(now.median() / before.median());
        return List.of(
                key.contest() + "/" + key.contestant() + ": " + key.metric(),
                Numbers.of(before.median()),
                Numbers.of(now.median()),
                ratio,
                clear ? "yes" : "");
    }
}
