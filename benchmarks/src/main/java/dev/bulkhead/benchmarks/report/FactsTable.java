package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.List;

/** The table of a contest whose contestants have metrics of their own: a line for every metric. */
final class FactsTable {
    private final Results results;
    private final String contest;

    FactsTable(Results results, String contest) {
        this.results = results;
        this.contest = contest;
    }

    String markdown() {
        Table table = new Table("", "median", "min – max");
        for (String contestant : results.contestants(contest)) {
            results.note(contest, contestant).ifPresent(note -> table.row(List.of(contestant, note)));
            results.metrics(contest, contestant)
                    .forEach((metric, series) -> table.row(row(contestant, metric, series)));
        }
        return table.isEmpty() ? "" : table.markdown();
    }

    private static List<String> row(String contestant, String metric, Series series) {
        return List.of(
                contestant + ": " + metric,
                "**" + Numbers.of(series.median()) + "**",
                Numbers.of(series.min()) + " – " + Numbers.of(series.max()));
    }
}
