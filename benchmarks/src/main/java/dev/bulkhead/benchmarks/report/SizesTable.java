package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table of rates by the size of the content: Bulkhead beside a bare stream of the same bytes. */
final class SizesTable {
    private static final double MEBIBYTE = 1 << 20;
    private static final String RATE = "rate";

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
                "lost",
                "bare TCP stream, MiB/s",
                "Bulkhead / TCP");
        for (int size : Names.SIZES_OF_CONTENT) {
            addRow(table, size);
        }
        return table.isEmpty() ? "" : table.markdown();
    }

    private void addRow(Table table, int size) {
        String own = Names.ofSize(Names.BULKHEAD, size);
        String tcp = Names.ofSize(Names.TCP, size);
        if (results.tookPart(Names.SIZES, own) || results.tookPart(Names.SIZES, tcp)) {
            List<String> cells = new ArrayList<>(List.of(Names.size(size)));
            cells.addAll(own(own, size));
            cells.add(tcp(tcp, size));
            cells.add(ratio(own, tcp));
            table.row(cells);
        }
    }

    private List<String> own(String contestant, int size) {
        Optional<Series> measured = results.series(Names.SIZES, contestant, RATE);
        if (measured.isEmpty()) {
            return List.of(note(contestant), "", "", "");
        }
        double mebibytes = size / MEBIBYTE;
        Series rate = measured.get();
        return List.of(
                "**" + Numbers.of(rate.median()) + "**",
                Numbers.of(rate.median() * mebibytes),
                Numbers.of(rate.min() * mebibytes) + " – " + Numbers.of(rate.max() * mebibytes),
                Loss.of(results, Names.SIZES, contestant));
    }

    private String tcp(String contestant, int size) {
        OptionalDouble rate = results.median(Names.SIZES, contestant, RATE);
        return rate.isPresent() ? Numbers.of(rate.getAsDouble() * (size / MEBIBYTE)) : note(contestant);
    }

    private String note(String contestant) {
        return results.note(Names.SIZES, contestant).orElse("");
    }

    private String ratio(String contestant, String to) {
        OptionalDouble one = results.median(Names.SIZES, contestant, RATE);
        OptionalDouble other = results.median(Names.SIZES, to, RATE);
        return one.isPresent() && other.isPresent() ? Numbers.ratio(one.getAsDouble() / other.getAsDouble()) : "";
    }
}
