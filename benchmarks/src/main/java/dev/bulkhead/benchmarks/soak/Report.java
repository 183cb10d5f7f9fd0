package dev.bulkhead.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a run showed, as text. */
final class Report {
    private Report() {}

    static String words(Verdict verdict) {
        if (!verdict.judged()) {
            return "median " + Plot.number(verdict.median()) + ", not judged";
        }
        return String.format(
                Locale.ROOT,
                "%s: median %s, drift %s, allowed %s",
                verdict.flat() ? "flat" : "NOT FLAT",
                Plot.number(verdict.median()),
                Plot.number(verdict.drift()),
                Plot.number(verdict.allowed()));
    }

    /** {@return a table of what was watched} */
    static String quantities(List<Quantity> quantities) {
        List<String> lines = new ArrayList<>(
                List.of("| watched | median | drift | allowed | verdict |", "| --- | --: | --: | --: | --- |"));
        for (Quantity quantity : quantities) {
            Verdict verdict = Verdict.of(quantity);
            String unit = quantity.unit().isEmpty() ? "" : ", " + quantity.unit();
            lines.add(
                    verdict.judged()
                            ? "| %s%s | %s | %s | %s | %s |"
                                    .formatted(
                                            quantity.name(),
                                            unit,
                                            Plot.number(verdict.median()),
                                            Plot.number(verdict.drift()),
                                            Plot.number(verdict.allowed()),
                                            verdict.flat() ? "flat" : "**not flat**")
                            : "| %s%s | %s | | | not judged |"
                                    .formatted(quantity.name(), unit, Plot.number(verdict.median())));
        }
        return String.join("\n", lines);
    }

    /** {@return a table of the ledgers} */
    static String links(List<LinkCounts> links) {
        List<String> lines = new ArrayList<>(List.of(
                "| link | published | delivered | waiting | lost, by reason | imbalance |",
                "| --- | --: | --: | --: | --- | --: |"));
        for (LinkCounts link : links) {
            TreeMap<String, Long> lost = new TreeMap<>(link.dropped());
            lost.put("dead-lettered", link.deadLettered());
            lost.put("expired", link.expired());
            lost.values().removeIf(count -> count == 0);
            lines.add("| %s | %,d | %,d | %d | %s | %d |"
                    .formatted(
                            link.name(),
                            link.published(),
                            link.delivered(),
                            link.waiting(),
                            lost.isEmpty() ? "none" : lost.toString().replaceAll("[{}]", ""),
                            link.imbalance()));
        }
        return String.join("\n", lines);
    }

    /** {@return all values, a line each} */
    static String csv(List<Quantity> quantities) {
        StringBuilder text = new StringBuilder("quantity,unit,seconds,value\n");
        for (Quantity quantity : quantities) {
            for (Quantity.Point point : quantity.points()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%.1f,%.3f%n",
                        '"' + quantity.name() + '"',
                        quantity.unit(),
                        point.seconds(),
                        point.value()));
            }
        }
        return text.toString();
    }
}
