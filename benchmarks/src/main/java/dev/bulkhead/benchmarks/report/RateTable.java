package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.ArrayList;
import java.util.List;

/** The table of a contest of rates: each contestant's rate, and how many times that the references reach. */
final class RateTable {
    private static final String RATE = "rate";

    private final Results results;
    private final String contest;
    private final List<String> references;

    /**
     * A table.
     *
     * @param references the contestants whose rate is put in relation to everybody's
     */
    RateTable(Results results, String contest, List<String> references) {
        this.results = results;
        this.contest = contest;
        this.references = references;
    }

    String markdown() {
        Table table = new Table(heads());
        for (String contestant : results.contestants(contest)) {
            table.row(row(contestant));
        }
        return table.isEmpty() ? "" : table.markdown();
    }

    private String[] heads() {
        List<String> heads = new ArrayList<>(List.of("", "messages/s", "min – max", "lost"));
        references.forEach(reference -> heads.add(reference + " / it"));
        return heads.toArray(String[]::new);
    }

    private List<String> row(String contestant) {
        return results.series(contest, contestant, RATE)
                .map(rate -> row(contestant, rate))
                .orElseGet(() ->
                        List.of(contestant, results.note(contest, contestant).orElse("")));
    }

    private List<String> row(String contestant, Series rate) {
        List<String> cells = new ArrayList<>();
        cells.add(contestant);
        cells.add("**" + Numbers.of(rate.median()) + "**");
        cells.add(Numbers.of(rate.min()) + " – " + Numbers.of(rate.max()));
        cells.add(Loss.of(results, contest, contestant));
        for (String reference : references) {
            cells.add(ratio(reference, rate.median()));
        }
        return cells;
    }

    private String ratio(String reference, double rate) {
        var own = results.median(contest, reference, RATE);
        return own.isPresent() ? Numbers.ratio(own.getAsDouble() / rate) : "";
    }
}
