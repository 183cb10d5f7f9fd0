package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.systemtests.chaos.account.Finding;
import dev.bulkhead.systemtests.chaos.account.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people. */
final class ReportText {
    private static final int FIRST_WIDTH = 16;
    private static final int WIDTH = 11;
    private static final String LEGEND = """
            lost: accepted, not delivered, and nothing says why. On links in memory the ledger says of what it counts for which reason
            (counted); what was on its way in a source's host that died (on the way), and in a gateway that did (in memory), no ledger
            can count. In doubt: the source died before publish returned. Back: from the end of the fault until every module ran and
            every link brought new messages.

            """;

    private final StringBuilder text = new StringBuilder();

    private ReportText() {}

    static String of(Report report) {
        ReportText all = new ReportText();
        all.line("seed %d · activations %s%n%n", report.seed(), String.join(", ", report.activations()));
        all.faults(report.faults());
        all.links(report.links());
        all.text.append(LEGEND);
        report.notRun().forEach((what, why) -> all.line("NOT RUN: %s, which needs %s%n", what, why));
        report.findings().forEach(all::finding);
        all.line(report.isClean() ? "nothing is lost, and nothing is wrong" : "SOMETHING IS WRONG");
        return all.text.toString();
    }

    private void faults(List<Report.FaultRow> rows) {
        row(
                "fault",
                "times",
                "messages",
                "duplicates",
                "counted",
                "on the way",
                "in memory",
                "LOST",
                "back p50",
                "max");
        for (Report.FaultRow row : rows) {
            Tally tally = row.tally();
            List<String> cells = new ArrayList<>(
                    List.of(row.fault(), number(row.times()), number(tally.published()), number(tally.duplicates())));
            cells.addAll(missing(tally));
            cells.add(row.recoveryP50Millis() + " ms");
            cells.add(row.recoveryMaxMillis() + " ms");
            row(cells.toArray(String[]::new));
        }
        line("%n");
    }

    private void links(List<Report.LinkRow> rows) {
        row(
                "link",
                "accepted",
                "refused",
                "in doubt",
                "delivered",
                "duplicates",
                "counted",
                "on the way",
                "in memory",
                "LOST");
        for (Report.LinkRow row : rows) {
            Tally tally = row.tally();
            List<String> cells = new ArrayList<>(List.of(
                    row.link(),
                    number(tally.accepted()),
                    number(tally.refused()),
                    number(tally.inDoubt()),
                    number(tally.delivered()),
                    number(tally.duplicates())));
            cells.addAll(missing(tally));
            row(cells.toArray(String[]::new));
        }
        line("%n");
    }

    private static List<String> missing(Tally tally) {
        return List.of(
                number(tally.counted()),
                number(tally.sourceLost()),
                number(tally.gatewayKilled()),
                number(tally.lost()));
    }

    private void finding(Finding finding) {
        line(
                "WRONG in round %d: %s %s: %s%n",
                finding.round() + 1, finding.wrong().label(), finding.where(), finding.text());
    }

    private void row(String... cells) {
        line("%-" + FIRST_WIDTH + "s", cells[0]);
        for (int i = 1; i < cells.length; i++) {
            line("%" + WIDTH + "s", cells[i]);
        }
        line("%n");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments));
    }
}
