package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of a contest of latencies, in microseconds: the medians of what the rounds gave. */
final class LatencyTable {
    private static final List<String> PERCENTILES = List.of("p50", "p99", "p99.9");

    private final Results results;
    private final String contest;

    LatencyTable(Results results, String contest) {
        this.results = results;
        this.contest = contest;
    }

    String markdown() {
        Table table = new Table("", "p50 µs", "p99 µs", "p99.9 µs", "p50, min – max", "lost");
        for (String contestant : results.contestants(contest)) {
            table.row(row(contestant));
        }
        return table.isEmpty() ? "" : table.markdown();
    }

    private List<String> row(String contestant) {
        Optional<String> note = results.note(contest, contestant);
        if (note.isPresent()) {
            return List.of(contestant, note.get());
        }
        List<String> cells = new ArrayList<>(List.of(contestant));
        for (String percentile : PERCENTILES) {
            cells.add(results.series(contest, contestant, percentile)
                    .map(series -> Numbers.of(series.median()))
                    .orElse(""));
        }
        cells.add(results.series(contest, contestant, PERCENTILES.get(0))
                .map(series -> Numbers.of(series.min()) + " – " + Numbers.of(series.max()))
                .orElse(""));
        cells.add(Loss.of(results, contest, contestant));
        return cells;
    }
}
