package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import java.util.List;
import java.util.OptionalDouble;

/** The table of rates by the size of the content: Bulkhead beside a bare stream of the same bytes. */
final class SizesTable {
    private static final double MEBIBYTE = 1 << 20;

    private final Results results;

    SizesTable(Results results) {
        this.results = results;
    }

    String markdown() {
        Table table = new Table(
                "content",
                "Bulkhead fork, messages/s",
                "MiB/s",
                "min – max",
                "bare TCP stream, MiB/s",
                "Bulkhead / TCP");
        for (int size : Names.SIZES_OF_CONTENT) {
            addRow(table, size);
        }
        return table.isEmpty() ? "" : table.markdown();
    }

    private void addRow(Table table, int size) {
        String contestant = Names.ofSize(Names.BULKHEAD, size);
        OptionalDouble tcp = results.median(Names.SIZES, Names.ofSize(Names.TCP, size), "rate");
        results.note(Names.SIZES, contestant).ifPresent(note -> table.row(List.of(Names.size(size), note)));
        results.series(Names.SIZES, contestant, "rate").ifPresent(rate -> {
            double mebibytes = size / MEBIBYTE;
            table.row(List.of(
                    Names.size(size),
                    "**" + Numbers.of(rate.median()) + "**",
                    Numbers.of(rate.median() * mebibytes),
                    Numbers.of(rate.min() * mebibytes) + " – " + Numbers.of(rate.max() * mebibytes),
                    tcp.isPresent() ? Numbers.of(tcp.getAsDouble() * mebibytes) : "",
                    tcp.isPresent() ? Numbers.ratio(rate.median() / tcp.getAsDouble()) : ""));
        });
    }
}
