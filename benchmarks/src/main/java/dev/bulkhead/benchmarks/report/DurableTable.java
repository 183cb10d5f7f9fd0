package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.ArrayList;
import java.util.List;

/** The table of a contest of durable messages: rates and ratios, and what that asks of the disk. */
final class DurableTable {
    private final Results results;
    private final String contest;
    private final String reference;

    /**
     * @param reference the contestant whose rate is put in relation to everybody's
     */
    DurableTable(Results results, String contest, String reference) {
        this.results = results;
        this.contest = contest;
        this.reference = reference;
    }

    String markdown() {
        Table table = new Table(
                "",
                "messages/s",
                "min – max",
                "lost",
                reference + " / it",
                "messages in a batch",
                "syncs/s",
                "bytes written for a message");
        for (String contestant : results.contestants(contest)) {
            table.row(results.series(contest, contestant, "rate")
                    .map(rate -> row(contestant, rate))
                    .orElseGet(() -> List.of(
                            contestant, results.note(contest, contestant).orElse(""))));
        }
        return table.isEmpty() ? "" : table.markdown();
    }

    private List<String> row(String contestant, Series rate) {
        List<String> cells = new ArrayList<>(List.of(
                contestant,
                "**" + Numbers.of(rate.median()) + "**",
                Numbers.of(rate.min()) + " – " + Numbers.of(rate.max()),
                Loss.of(results, contest, contestant),
                ratio(rate.median())));
        for (String metric : List.of(Names.BATCH, Names.SYNCS, Names.BYTES_WRITTEN)) {
            cells.add(results.series(contest, contestant, metric)
                    .map(series -> Numbers.of(series.median()))
                    .orElse(""));
        }
        return cells;
    }

    private String ratio(double rate) {
        var own = results.median(contest, reference, "rate");
        return own.isPresent() ? Numbers.ratio(own.getAsDouble() / rate) : "";
    }
}
