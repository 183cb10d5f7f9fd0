package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.contest.Results;
import dev.bulkhead.benchmarks.contest.Rounds;
import dev.bulkhead.benchmarks.gateway.Installation;
import dev.bulkhead.benchmarks.report.About;
import dev.bulkhead.benchmarks.report.Comparison;
import dev.bulkhead.benchmarks.report.Markdown;
import dev.bulkhead.benchmarks.report.Page;
import dev.bulkhead.benchmarks.report.ResultsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures speed and size of Bulkhead and of what people would use instead. */
@Command(
        name = "script/bench",
        description = {
            "Measures speed and size of Bulkhead, side by side with what people would use instead.",
            "Progress goes to standard error, the results as Markdown to standard output.",
            "A run of everything, without --quick, also writes them into docs/benchmarks.md."
        },
        footer = {"", "Exit status: 0 done, 1 a contestant failed, 2 bad arguments."},
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final int RUN_LIMIT_SECONDS = 120;

    private final List<String> arguments;

    @Option(names = "--quick", description = "One short round: a few minutes.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "REGEX", description = "Only what --list shows and this finds.")
    private @Nullable Pattern only;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of every contest.")
    private int rounds;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where to write the results as JSON; benchmarks/target/bench.json if not given.")
    private @Nullable Path json;

    @Option(
            names = "--compare",
            paramLabel = "OLD.json",
            description = "Put the results beside these, which an earlier run wrote.")
    private @Nullable Path compare;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Run nothing; take the results that an earlier run wrote.")
    private @Nullable Path from;

    @Option(names = "--list", description = "Show what there is to run, and end.")
    private boolean list;

    private Bench(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench(Arrays.asList(args))).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Contest> contests = contests();
        if (list) {
            print(contests);
            return 0;
        }
        ResultsJson earlier = compare == null ? null : ResultsJson.read(compare);
        ResultsJson results = from == null ? run(contests) : ResultsJson.read(from);
        String text = new Markdown(results.about(), results.results()).text();
        System.out.println(text);
        if (earlier != null) {
            System.out.println("### Compared with " + compare + "\n");
            System.out.println(new Comparison(earlier.results(), results.results()).markdown());
        }
        if (results.complete()) {
            Page.write(Installation.root().resolve("docs/benchmarks.md"), text);
        }
        return results.results().hasFailed() ? 1 : 0;
    }

    private List<Contest> contests() {
        Effort effort = (quick ? Effort.QUICK : Effort.FULL).withRounds(rounds);
        Pattern pattern = only == null ? Pattern.compile("") : only;
        return new Contests(effort)
                .all().stream()
                        .map(contest -> contest.only(pattern))
                        .filter(contest -> !contest.contestants().isEmpty())
                        .toList();
    }

    private ResultsJson run(List<Contest> contests) throws IOException, InterruptedException {
        Map<String, String> about = About.here(Installation.root(), arguments);
        Results results = new Results();
        new Rounds(RUN_LIMIT_SECONDS, results, System.err).run(contests);
        ResultsJson written = new ResultsJson(about, !quick && only == null, results);
        written.write(json == null ? Installation.root().resolve("benchmarks/target/bench.json") : json);
        return written;
    }

    private static void print(List<Contest> contests) {
        for (Contest contest : contests) {
            contest.contestants().forEach(contestant -> System.out.println(contest.id() + "/" + contestant.name()));
        }
    }
}
