package dev.bulkhead.benchmarks;

import dev.bulkhead.benchmarks.contest.Contest;
import dev.bulkhead.benchmarks.gateway.Installation;
import dev.bulkhead.benchmarks.report.Comparison;
import dev.bulkhead.benchmarks.report.Markdown;
import dev.bulkhead.benchmarks.report.Page;
import dev.bulkhead.benchmarks.report.ResultsFile;
import dev.bulkhead.benchmarks.report.ResultsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures speed and size of Bulkhead and of what people would use instead. */
@Command(
        name = "script/bench",
        description = {
            "Measures speed and size of Bulkhead, side by side with what people would use instead.",
            "Progress goes to standard error, the results as Markdown to standard output.",
            "A complete run also writes them into docs/benchmarks.md: everything, in all rounds,",
            "without --quick or --only, and with nothing failed or missing. So does --from with",
            "the results of such a run."
        },
        footer = {
            "",
            "Exit status: 0 done, 1 a contestant failed or the results could not be written,",
            "2 bad arguments."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Bench.Version.class)
public final class Bench implements Callable<Integer> {
    private static final String PAGE = "docs/benchmarks.md";
    private static final int BAD_ARGUMENTS = 2;

    private final List<String> arguments;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "One short round: a few minutes.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "REGEX", description = "Only what --list shows and this finds.")
    private @Nullable Pattern only;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of every contest, 1 or more.")
    private @Nullable Integer rounds;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where to write the results as JSON, after each contest anew. If not given, "
                    + "benchmarks/target/bench.json, and with --quick, --only or fewer rounds "
                    + "benchmarks/target/bench-part.json.")
    private @Nullable Path json;

    @Option(
            names = "--compare",
            paramLabel = "OLD.json",
            description = "Put the results beside these, which an earlier run wrote.")
    private @Nullable Path compare;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Run nothing; take the results that an earlier run wrote. If that was complete, they are "
                    + "written into docs/benchmarks.md.")
    private @Nullable Path from;

    @Option(
            names = "--activation",
            paramLabel = "WORD",
            description = "Only messages to a module and back, with the module in this activation, such as container.")
    private @Nullable String activation;

    @Option(names = "--list", description = "Show what there is to run, and end.")
    private boolean list;

    private Bench(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    static CommandLine commandLine(String... args) {
        return new CommandLine(new Bench(Arrays.asList(args)))
                .setParameterExceptionHandler((e, unused) -> {
                    e.getCommandLine().getErr().println("script/bench: " + e.getMessage() + "; see --help");
                    return BAD_ARGUMENTS;
                })
                .setExecutionExceptionHandler((e, command, unused) -> {
                    if (!(e instanceof IOException)) {
                        throw e;
                    }
                    command.getErr().println("script/bench: " + e.getMessage());
                    return 1;
                });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        List<Contest> contests = contests();
        if (list) {
            print(contests);
            return 0;
        }
        ResultsJson earlier = compare == null ? null : read(compare);
        return from == null ? measure(contests, earlier) : report(read(from), earlier);
    }

    private void checkOptions() {
        if (rounds != null && rounds < 1) {
            throw bad("--rounds is " + rounds + ", the least is 1");
        }
        if (from != null && (quick || only != null || rounds != null || json != null || activation != null)) {
            throw bad("with --from nothing runs, so --quick, --only, --rounds, --json and --activation mean nothing");
        }
    }

    private ParameterException bad(String fault) {
        return new ParameterException(spec.commandLine(), fault);
    }

    private List<Contest> contests() {
        Pattern pattern = only == null ? Pattern.compile("") : only;
        Contests known = new Contests(effort());
        List<Contest> contests = (activation == null ? known.all() : known.ofActivation(activation))
                .stream()
                        .map(contest -> contest.only(pattern))
                        .filter(contest -> !contest.contestants().isEmpty())
                        .toList();
        if (contests.isEmpty()) {
            throw bad("--only finds nothing: " + pattern + "; --list shows what there is");
        }
        return contests;
    }

    private Effort effort() {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        return rounds == null ? effort : effort.withRounds(rounds);
    }

    private ResultsJson read(Path file) {
        try {
            return new ResultsFile(file).read();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int measure(List<Contest> contests, @Nullable ResultsJson earlier)
            throws IOException, InterruptedException {
        ResultsFile file = new ResultsFile(json == null ? usualFile() : json);
        try {
            file.prepare();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Measuring measuring = new Measuring(file, arguments, wantsEverything());
        ResultsJson results = measuring.run(contests);
        show(results, earlier);
        file.write(results);
        System.err.println("the results are in " + file);
        return finish(results);
    }

    private boolean wantsEverything() {
        return !quick && only == null && activation == null && effort().rounds() >= Effort.FULL.rounds();
    }

    private Path usualFile() {
        String name = wantsEverything() ? "bench.json" : "bench-part.json";
        return Installation.root().resolve("benchmarks/target").resolve(name);
    }

    private int report(ResultsJson results, @Nullable ResultsJson earlier) throws IOException {
        show(results, earlier);
        return finish(results);
    }

    private void show(ResultsJson results, @Nullable ResultsJson earlier) {
        System.out.println(markdown(results));
        if (earlier != null) {
            System.out.println("### Compared with " + compare + "\n");
            System.out.println(new Comparison(earlier, results).markdown());
        }
    }

    private static String markdown(ResultsJson results) {
        return new Markdown(results.about(), results.results()).text();
    }

    private static int finish(ResultsJson results) throws IOException {
        if (results.results().hasFailed()) {
            return 1;
        }
        if (results.complete()) {
            Page.write(Installation.root().resolve(PAGE), markdown(results));
            System.err.println("wrote the results into " + PAGE);
        }
        return 0;
    }

    private static void print(List<Contest> contests) {
        for (Contest contest : contests) {
            contest.contestants().forEach(contestant -> System.out.println(contest.id() + "/" + contestant.name()));
        }
    }

    /** Prints what {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Bench.class.getPackage().getImplementationVersion();
            return new String[] {"script/bench of Bulkhead " + (version == null ? "not packaged" : version)};
        }
    }
}
