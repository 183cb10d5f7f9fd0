package dev.bulkhead.benchmarks.contest;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what runs, what it gave, and how long the rest will take. */
final class Progress {
    private final PrintStream out;
    private int runs;
    private int done;
    private double expectedSeconds;
    private double doneExpectedSeconds;
    private long began;
    private int running;

    Progress(PrintStream out) {
        this.out = out;
    }

    void expect(List<Contest> contests) {
        for (Contest contest : contests) {
            runs += contest.rounds() * contest.contestants().size();
            expectedSeconds += (double) contest.rounds() * contest.contestants().size() * contest.seconds();
        }
        began = System.nanoTime();
    }

    void begin(Contest contest, int round, Contestant contestant) {
        done++;
        running = contest.seconds();
        out.printf(
                Locale.ROOT,
                "[%d/%d, %s left] %s, round %d of %d: %s ... ",
                done,
                runs,
                left(),
                contest.id(),
                round,
                contest.rounds(),
                contestant.name());
        out.flush();
    }

    /** {@return the time that is left: what was expected, corrected by how the expectations have held so far} */
    private String left() {
        double taken = (System.nanoTime() - began) / 1e9;
        double factor = doneExpectedSeconds > 0 ? taken / doneExpectedSeconds : 1;
        long seconds = Math.round((expectedSeconds - doneExpectedSeconds) * factor);
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    void end(Map<String, Double> metrics) {
        StringBuilder text = new StringBuilder();
        metrics.forEach((metric, value) -> text.append(
                String.format(Locale.ROOT, "%s %s  ", metric, value < 100 ? round(value) : Math.round(value))));
        end(text.toString().strip());
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    void end(String what) {
        doneExpectedSeconds += running;
        out.println(what);
    }
}
