package dev.bulkhead.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown: the first column is text, the others numbers. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(String... heads) {
        columns = heads.length;
        rows.add(List.of(heads));
    }

    /** Adds a row; cells that are not given are empty. */
    void row(List<String> cells) {
        List<String> full = new ArrayList<>(cells);
        while (full.size() < columns) {
            full.add("");
        }
        rows.add(full);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(line(rows.get(0)));
        text.append("| --- ").append("| ---: ".repeat(columns - 1)).append("|\n");
        rows.stream().skip(1).map(Table::line).forEach(text::append);
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
