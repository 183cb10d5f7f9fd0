package dev.bulkhead.systemtests.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.systemtests.chaos.fault.FaultKind;
import dev.bulkhead.systemtests.chaos.world.Equipment;
import dev.bulkhead.systemtests.chaos.world.LinkKind;
import dev.bulkhead.systemtests.chaos.world.Place;
import dev.bulkhead.systemtests.chaos.world.Settings;
import dev.bulkhead.systemtests.chaos.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code script/chaos}. */
@Command(
        name = "script/chaos",
        mixinStandardHelpOptions = false,
        sortOptions = false,
        description = {
            "Runs a gateway with numbered sources and sinks over every activation and kind of link, does harm to it, and accounts",
            "for every number. The seed says which harm comes in which order, to whom, and for how long.",
            "Exit status: 0 nothing is wrong, 1 something was lost or is wrong, 2 bad arguments."
        })
public final class Chaos implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "what the choices follow from (default: by the clock)")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "2m",
            description = "no new fault after so long, such as 30s, 10m, 2h (default: ${DEFAULT-VALUE})")
    private String duration;

    @Option(names = "--faults", paramLabel = "N", description = "so many faults at most")
    private int faults = Integer.MAX_VALUE;

    @Option(names = "--only", paramLabel = "KIND", split = ",", description = "only these kinds of faults")
    private List<String> only = FaultKind.labels();

    @Option(
            names = "--activations",
            paramLabel = "WORD",
            split = ",",
            description =
                    "where modules run: in-process, fork, shared (two in one host), none, remote (none in a network namespace),"
                            + " service, container (default: the first five)")
    private List<String> activations = List.of("in-process", "fork", "shared", "none", "remote");

    @Option(names = "--links", paramLabel = "KIND", split = ",", description = "only these kinds of links")
    private List<String> links = LinkKind.labels();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "40",
            description = "messages a second in each lane, about (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "where logs and journals go (default: system-tests/target/chaos/SEED)")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    private boolean unusedHelp;

    /** What somebody who called this has to change. */
    private static final class BadArgument extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadArgument(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() throws Exception {
        Path root =
                Path.of(System.getProperty("bulkhead.root")).toAbsolutePath().normalize();
        long chosen = seed.orElseGet(() -> System.currentTimeMillis() % 1_000_000);
        Map<String, String> notRun = new TreeMap<>();
        List<Place> places = places(notRun);
        Path own = folder.orElse(root.resolve("system-tests/target/chaos/" + chosen))
                .toAbsolutePath();
        requireEmpty(own);
        Settings settings =
                new Settings(root, own, places, named(links, LinkKind.values(), LinkKind::label, "--links"), rate);
        List<FaultKind> kinds = kinds(settings, notRun);
        System.err.println("seed " + chosen + " · " + own);
        notRun.forEach((what, why) -> System.err.println("NOT RUN: " + what + ", which needs " + why));
        Report report = run(settings, chosen, kinds, notRun);
        System.out.println(
                json
                        ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report)
                        : ReportText.of(report));
        return report.isClean() ? 0 : 1;
    }

    private Report run(Settings settings, long chosen, List<FaultKind> kinds, Map<String, String> notRun)
            throws Exception {
        Set<Equipment> equipment = EnumSet.noneOf(Equipment.class);
        kinds.forEach(kind -> equipment.addAll(kind.needs()));
        try (World world = World.open(settings, equipment)) {
            // Ctrl-C must leave neither processes nor mounts.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(world)));
            Coordinator coordinator = new Coordinator(world, new Schedule(chosen, kinds), System.err);
            coordinator.run(faults, parse(duration));
            List<String> words = settings.places().stream().map(Place::label).toList();
            return Report.of(chosen, words, kinds, settings.kinds(), coordinator, notRun);
        }
    }

    private static void closeQuietly(World world) {
        try {
            world.close();
        } catch (IOException e) {
            System.err.println("cannot clean up: " + e.getMessage());
        }
    }

    private List<Place> places(Map<String, String> notRun) throws IOException, InterruptedException {
        List<Place> there = new ArrayList<>();
        for (Place place : named(activations, Place.values(), Place::label, "--activations")) {
            Optional<String> missing = place.missing();
            missing.ifPresent(what -> notRun.put("the activation " + place.label(), what));
            if (missing.isEmpty()) {
                there.add(place);
            }
        }
        if (there.isEmpty()) {
            throw new BadArgument("none of these activations is possible here: " + notRun);
        }
        return there;
    }

    private List<FaultKind> kinds(Settings settings, Map<String, String> notRun)
            throws IOException, InterruptedException {
        List<FaultKind> possible = new ArrayList<>();
        for (FaultKind kind : named(only, FaultKind.values(), FaultKind::label, "--only")) {
            List<String> missing = new ArrayList<>();
            for (Equipment need : kind.needs()) {
                need.missing(settings).ifPresent(missing::add);
            }
            if (missing.isEmpty()) {
                possible.add(kind);
            } else {
                notRun.put("the fault " + kind.label(), String.join(", ", missing));
            }
        }
        if (possible.isEmpty()) {
            throw new BadArgument("none of these faults is possible here: " + notRun);
        }
        return possible;
    }

    private static <T> List<T> named(List<String> names, T[] all, Function<T, String> label, String option) {
        List<T> found = new ArrayList<>();
        for (String name : names) {
            List<T> fitting = List.of(all).stream()
                    .filter(each -> label.apply(each).equals(name))
                    .toList();
            if (fitting.isEmpty()) {
                throw new BadArgument(option + ": there is no " + name + "; there are "
                        + String.join(", ", List.of(all).stream().map(label).toList()));
            }
            found.addAll(fitting);
        }
        return found;
    }

    private static void requireEmpty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new BadArgument("--folder: " + folder + " is not empty; remove it, or name another");
            }
        }
    }

    private static Duration parse(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new BadArgument("--duration: " + text + " is no time such as 30s, 10m or 2h");
        }
    }

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Chaos());
        line.setExecutionExceptionHandler((exception, command, result) -> {
            if (exception instanceof BadArgument) {
                System.err.println(exception.getMessage());
                return 2;
            }
            throw exception;
        });
        System.exit(line.execute(arguments));
    }
}
