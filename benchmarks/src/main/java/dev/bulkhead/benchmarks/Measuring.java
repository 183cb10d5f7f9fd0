package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Rounds;
import dev.bulkhead.benchmarks.gateway.Installation;
import dev.bulkhead.benchmarks.report.About;
import dev.bulkhead.benchmarks.report.ResultsFile;
import dev.bulkhead.benchmarks.report.ResultsJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs contests, and keeps in a file what they have given so far, so that nothing is lost when somebody ends it. */
final class Measuring {
    private static final int RUN_LIMIT_SECONDS = 120;

    private final ResultsFile file;
    private final List<String> arguments;
    private final boolean everything;

    /**
     * Prepares to run.
     *
     * @param arguments those of the command
     * @param everything whether the contests are all that there are, for as long as they should last
     */
    Measuring(ResultsFile file, List<String> arguments, boolean everything) {
        this.file = file;
        this.arguments = arguments;
        this.everything = everything;
    }

    /** Runs them. {@return the results, which have still to be written as those of a run that came to its end} */
    ResultsJson run(List<Contest> contests) throws IOException, InterruptedException {
        Map<String, String> about = About.here(Installation.root(), arguments);
        Results results = new Results();
        Rounds rounds = new Rounds(RUN_LIMIT_SECONDS, results, System.err);
        rounds.run(contests, () -> keep(new ResultsJson(about, false, results)));
        return new ResultsJson(about, everything && results.notes().isEmpty(), results);
    }

    private void keep(ResultsJson soFar) {
        try {
            file.write(soFar);
        } catch (IOException e) {
            System.err.println(e.getMessage() + "; going on, it may work later");
        }
    }
}
