package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import java.util.List;

/** The report as Markdown: a table for every contest that was held. */
public final class Markdown {
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    /** Reports these results. */
    public Markdown(Results results) {
        this.results = results;
    }

    /** {@return the report} */
    public String text() {
        text.setLength(0);
        rates("In process, one link", "in-process-1", List.of("Bulkhead"));
        rates("In process, fan-out to 8 sinks (each message delivered 8 times)", "in-process-8", List.of("Bulkhead"));
        rates(
                "Across a process boundary, one way",
                "one-way",
                List.of("Bulkhead fork, to the module", "Bulkhead fork, from the module"));
        rates("Across a process boundary and back", "round-trip", List.of("Bulkhead fork"));
        return text.toString();
    }

    private void rates(String title, String contest, List<String> references) {
        section(title, new RateTable(results, contest, references).markdown());
    }

    private void section(String title, String table) {
        if (!table.isEmpty()) {
            text.append("### ").append(title).append("\n\n").append(table).append("\n");
        }
    }
}
