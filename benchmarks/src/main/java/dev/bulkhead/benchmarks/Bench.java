package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Rounds;
import dev.bulkhead.benchmarks.report.Markdown;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures speed and size of Bulkhead and of what people would use instead. */
@Command(
        name = "script/bench",
        description = "Measures speed and size of Bulkhead, side by side with what people would use instead.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final int RUN_LIMIT_SECONDS = 120;

    @Option(names = "--quick", description = "One short round: a few minutes.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "REGEX", description = "Only what --list shows and this finds.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of every contest.")
    private int rounds;

    @Option(names = "--list", description = "Show what there is to run, and end.")
    private boolean list;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Effort effort = (quick ? Effort.QUICK : Effort.FULL).withRounds(rounds);
        List<Contest> contests = new Contests(effort)
                .all().stream()
                        .map(contest -> contest.only(only))
                        .filter(contest -> !contest.contestants().isEmpty())
                        .toList();
        if (list) {
            print(contests);
            return 0;
        }
        Results results = new Results();
        new Rounds(RUN_LIMIT_SECONDS, results, System.err).run(contests);
        System.out.println(new Markdown(results).text());
        return results.hasFailed() ? 1 : 0;
    }

    private static void print(List<Contest> contests) {
        for (Contest contest : contests) {
            contest.contestants().forEach(contestant -> System.out.println(contest.id() + "/" + contestant.name()));
        }
    }
}
