package dev.bulkhead.benchmarks.gateway;

import dev.bulkhead.benchmarks.contest.Children;
import dev.bulkhead.benchmarks.contest.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A gateway in a process of its own. */
public final class GatewayProcess {
    private static final Pattern READY = Pattern.compile("ready after (\\d+) ms");
    private static final int LOOK_MILLIS = 5;

    private final Children.Child child;

    private GatewayProcess(Children.Child child) {
        this.child = child;
    }

    /** Starts a gateway with a configuration. Its data is in the run's folder, as is its configuration. */
    public static GatewayProcess start(Run run, Configuration configuration) throws IOException {
        Path file = run.folder().resolve("gateway.json");
        configuration.write(file);
        return start(run, file);
    }

    /** Starts a gateway with the configuration in a file. */
    public static GatewayProcess start(Run run, Path file) throws IOException {
        return start(run.children(), file);
    }

    /** Starts a gateway with the configuration in a file, as one of these children. */
    public static GatewayProcess start(Children children, Path file) throws IOException {
        return new GatewayProcess(
                children.start("bulkhead run", List.of(Installation.launcher().toString(), "run", file.toString())));
    }

    /** Waits until it says that it is ready. {@return after how many milliseconds, as it says} */
    public long awaitReady() throws IOException, InterruptedException {
        while (true) {
            Matcher ready = READY.matcher(child.printed());
            if (ready.find()) {
                requireActivated();
                return Long.parseLong(ready.group(1));
            }
            if (!child.process().isAlive()) {
                throw new IllegalStateException("the gateway ended: " + child.printed());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void requireActivated() throws IOException {
        String down = child.printed()
                .lines()
                .filter(line -> line.contains(" is down "))
                .collect(Collectors.joining(", "));
        if (!down.isEmpty()) {
            throw new IllegalStateException(down);
        }
    }

    /** {@return what it has printed} */
    public String printed() throws IOException {
        return child.printed();
    }

    /** {@return its process} */
    public ProcessHandle handle() {
        return child.process().toHandle();
    }
}
