package dev.bulkhead.benchmarks.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs contests: the first round of every contestant, then the second, so that a slow minute of the machine is everybody's. */
public final class Rounds {
    private static final int LONGEST_REASON = 200;

    private final int limitSeconds;
    private final Results results;
    private final Progress progress;

    /**
     * Prepares to run.
     *
     * @param limitSeconds after how much time a run has failed
     * @param progress where to say what runs
     */
    public Rounds(int limitSeconds, Results results, PrintStream progress) {
        this.limitSeconds = limitSeconds;
        this.results = results;
        this.progress = new Progress(progress);
    }

    /** Runs all contests, and says after each that it was held. */
    public void run(List<Contest> contests, Runnable held) {
        progress.expect(contests);
        for (Contest contest : contests) {
            for (int round = 1; round <= contest.rounds(); round++) {
                for (Contestant contestant : contest.contestants()) {
                    run(contest, round, contestant);
                }
            }
            held.run();
        }
    }

    private void run(Contest contest, int round, Contestant contestant) {
        progress.begin(contest, round, contestant);
        if (results.note(contest.id(), contestant.name()).isEmpty()) {
            contestant.missing().ifPresent(what -> results.note(contest.id(), contestant.name(), what));
        }
        if (results.note(contest.id(), contestant.name()).isPresent()) {
            progress.end("skipped");
            return;
        }
        try {
            Map<String, Double> metrics = runLimited(contest.pace(), contestant);
            metrics.forEach(
                    (metric, value) -> results.add(new Results.Key(contest.id(), contestant.name(), metric), value));
            progress.end(metrics);
        } catch (ContestantFailed | IOException e) {
            results.fail(contest.id(), contestant.name(), reason(e));
            progress.end(results.note(contest.id(), contestant.name()).orElse(""));
        }
    }

    private Map<String, Double> runLimited(Run.Pace pace, Contestant contestant) throws IOException, ContestantFailed {
        Path folder = Files.createTempDirectory("bulkhead-bench");
        try (Children children = new Children(folder);
                Desk desk = Desk.open(children)) {
            FutureTask<Map<String, Double>> task =
                    new FutureTask<>(() -> contestant.run(new Run(folder, children, desk, pace)));
            Thread thread = new Thread(task, "run");
            thread.setDaemon(true);
            thread.start();
            try {
                return task.get(limitSeconds, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                thread.interrupt();
                throw new ContestantFailed("no result within " + limitSeconds + " s");
            } catch (ExecutionException e) {
                throw new ContestantFailed(reason(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ContestantFailed("interrupted");
            }
        }
    }

    private static String reason(@Nullable Throwable cause) {
        String text = cause instanceof IllegalStateException || cause instanceof ContestantFailed
                ? String.valueOf(cause.getMessage())
                : String.valueOf(cause);
        String line = text.lines().collect(Collectors.joining(" | "));
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + " …" : line;
    }

    private static final class ContestantFailed extends Exception {
        private static final long serialVersionUID = 1;

        ContestantFailed(String why) {
            super(why);
        }
    }
}
