package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.systemtests.chaos.account.Finding;
import dev.bulkhead.systemtests.chaos.account.Tally;
import java.util.Locale;

/** A report for people. */
final class ReportText {
    private static final String FAULT = "%-16s %5s %10s %6s %11s %10s %10s%n";
    private static final String LINK = "%-16s %10s %9s %9s %10s %11s %9s %9s %9s %6s%n";

    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, "seed %d · activations %s%n%n", report.seed(), String.join(", ", report.activations()));
        line(text, FAULT, "fault", "times", "messages", "lost", "duplicates", "back p50", "back max");
        for (Report.FaultRow row : report.faults()) {
            line(
                    text,
                    FAULT,
                    row.fault(),
                    row.times(),
                    number(row.tally().published()),
                    number(row.tally().lost()),
                    number(row.tally().duplicates()),
                    row.recoveryP50Millis() + " ms",
                    row.recoveryMaxMillis() + " ms");
        }
        line(text, "%n");
        line(
                text,
                LINK,
                "link",
                "accepted",
                "refused",
                "in doubt",
                "delivered",
                "duplicates",
                "counted",
                "on way",
                "memory",
                "lost");
        for (Report.LinkRow row : report.links()) {
            link(text, row);
        }
        line(text, "%n%s", LEGEND);
        report.notRun().forEach((what, why) -> line(text, "NOT RUN: %s, which needs %s%n", what, why));
        for (Finding finding : report.findings()) {
            line(
                    text,
                    "WRONG in round %d: %s %s: %s%n",
                    finding.round() + 1,
                    finding.wrong().label(),
                    finding.where(),
                    finding.text());
        }
        line(text, report.isClean() ? "nothing is lost, and nothing is wrong%n" : "SOMETHING IS WRONG%n");
        return text.toString();
    }

    private static final String LEGEND = """
            lost: accepted, not delivered, and nothing says why. For links in memory the ledger excuses what it counts with a reason
            (counted); what was on the way in a source's host that died (on way), and in the memory of a gateway that did (memory), no
            ledger can have. In doubt: the source died before publish returned.

            """;

    private static void link(StringBuilder text, Report.LinkRow row) {
        Tally tally = row.tally();
        line(
                text,
                LINK,
                row.link(),
                number(tally.accepted()),
                number(tally.refused()),
                number(tally.inDoubt()),
                number(tally.delivered()),
                number(tally.duplicates()),
                number(tally.counted()),
                number(tally.sourceLost()),
                number(tally.gatewayKilled()),
                number(tally.lost()));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments));
    }
}
