package dev.bulkhead.benchmarks.soak;

import dev.bulkhead.benchmarks.gateway.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs a gateway for long, and says whether it takes more and more, and whether anything is lost. */
@Command(
        name = "script/soak",
        description = {
            "Runs a gateway with several modules under a steady load, kills hosts and deactivates",
            "modules now and then, and watches memory, threads, file descriptors, disk and ledgers.",
            "At the end it draws a picture, and says what stayed flat and what was lost.",
            "Progress goes to standard error, the report as Markdown to standard output."
        },
        footer = {"", "Exit status: 0 all is flat and nothing is lost, 1 not so, or the run failed,", "2 bad arguments."
        },
        mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {
    private static final int BAD_ARGUMENTS = 2;

    /**
     * How long, and how often; all in seconds.
     *
     * @param every the pause between two samples
     * @param disturbEvery the pause between two disturbances
     */
    record Plan(double duration, double every, double disturbEvery) {}

    @Option(names = "--duration", paramLabel = "TIME", description = "Such as 90s, 20m, 1h (the default) or 2d.")
    private double duration = 3600;

    @Option(names = "--every", paramLabel = "TIME", description = "The pause between two samples; 5s if not given.")
    private double every = 5;

    @Option(
            names = "--disturb-every",
            paramLabel = "TIME",
            description = "The pause between two disturbances; 1m if not given.")
    private double disturbEvery = 60;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second, each of which goes five ways; 1000 if not given.")
    private int rate = 1000;

    @Option(
            names = "--no-durable",
            negatable = true,
            description = "Whether the links to and from one of the killed modules are durable; they are if not said.")
    private boolean durable = true;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Where picture, values and log go; benchmarks/target/soak if not given.")
    private @Nullable Path report;

    private Soak() {}

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Soak())
                .registerConverter(double.class, new Seconds())
                .setParameterExceptionHandler((e, unused) -> {
                    e.getCommandLine().getErr().println("script/soak: " + e.getMessage() + "; see --help");
                    return BAD_ARGUMENTS;
                })
                .setExecutionExceptionHandler((e, command, unused) -> {
                    if (!(e instanceof IOException || e instanceof IllegalStateException)) {
                        throw e;
                    }
                    command.getErr().println("script/soak: " + e.getMessage());
                    return 1;
                });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = report == null ? Installation.root().resolve("benchmarks/target/soak") : report;
        Files.createDirectories(folder);
        Path own = Files.createTempDirectory("bulkhead-soak-");
        System.err.printf(Locale.ROOT, "runs for %,.0f s in %s%n", duration, own);
        SoakConfiguration configuration = new SoakConfiguration(rate, durable);
        SoakRun.Outcome outcome = new SoakRun(new Plan(duration, every, disturbEvery), configuration, own).run();
        Path picture = folder.resolve("soak.png");
        new Picture(outcome.quantities(), outcome.moments()).write(picture);
        Files.writeString(folder.resolve("soak.csv"), Report.csv(outcome.quantities()));
        Files.writeString(folder.resolve("gateway.log"), outcome.log());
        String text = text(outcome);
        Files.writeString(folder.resolve("soak.md"), text);
        System.out.print(text);
        System.err.println("the picture is " + picture);
        return isWell(outcome) ? 0 : 1;
    }

    private String text(SoakRun.Outcome outcome) {
        List<String> faults = outcome.faults();
        return String.format(
                Locale.ROOT,
                """
                %,.0f s, %,d messages a second, %d disturbances, %d hosts killed among them%s.

                %s

                %s

                %s
                """,
                duration,
                rate,
                outcome.moments().size(),
                outcome.kills(),
                durable ? "; " + outcome.repeated() + " messages came more than once through the durable links" : "",
                Report.quantities(outcome.quantities()),
                Report.links(outcome.links()),
                faults.isEmpty()
                        ? "Nothing was lost but what the disturbances took from links that are not durable, by reason."
                        : "Wrong: " + String.join("; ", faults) + ".");
    }

    private static boolean isWell(SoakRun.Outcome outcome) {
        return outcome.faults().isEmpty()
                && outcome.quantities().stream()
                        .allMatch(quantity -> Verdict.of(quantity).flat());
    }

    /** Reads times such as 90s. */
    static final class Seconds implements ITypeConverter<Double> {
        private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,8})(s|m|h|d)");

        @Override
        public Double convert(String text) {
            Matcher time = TIME.matcher(text);
            if (!time.matches()) {
                throw new TypeConversionException("\"" + text + "\" is no time such as 90s, 20m, 1h or 2d");
            }
            int unit = switch (time.group(2)) {
                case "s" -> 1;
                case "m" -> 60;
                case "h" -> 3600;
                default -> 86_400;
            };
            return (double) Long.parseLong(time.group(1)) * unit;
        }
    }
}
