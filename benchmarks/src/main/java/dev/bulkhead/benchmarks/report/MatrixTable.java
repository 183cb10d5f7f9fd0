package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of a contest whose contestants have the same metrics: a line for every contestant, a column for every metric. */
final class MatrixTable {
    private final Results results;
    private final String contest;

    MatrixTable(Results results, String contest) {
        this.results = results;
        this.contest = contest;
    }

    String markdown() {
        Set<String> metrics = new LinkedHashSet<>();
        List<String> contestants = results.contestants(contest);
        contestants.forEach(contestant ->
                metrics.addAll(results.metrics(contest, contestant).keySet()));
        List<String> heads = new ArrayList<>(List.of(""));
        heads.addAll(metrics.isEmpty() ? List.of("result") : metrics);
        Table table = new Table(heads.toArray(String[]::new));
        contestants.forEach(contestant -> table.row(row(contestant, metrics)));
        return table.isEmpty() ? "" : table.markdown();
    }

    private List<String> row(String contestant, Set<String> metrics) {
        List<String> cells = new ArrayList<>(List.of(contestant));
        results.note(contest, contestant).ifPresentOrElse(cells::add, () -> addMedians(cells, contestant, metrics));
        return cells;
    }

    private void addMedians(List<String> cells, String contestant, Set<String> metrics) {
        Map<String, Series> own = results.metrics(contest, contestant);
        metrics.forEach(metric -> {
            Series series = own.get(metric);
            cells.add(series == null ? "" : Numbers.of(series.median()));
        });
    }
}
