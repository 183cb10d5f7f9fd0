package dev.bulkhead.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.benchmarks.contest.Children;
import dev.bulkhead.benchmarks.gateway.GatewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a gateway, from its start until it is at rest again. */
final class SoakRun {
    /** How long a gateway may take to come to rest when nothing is fed any more. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int HEAPS = 32;
    private static final int LOOK_MILLIS = 200;
    /** Longer than the auditors take to write what they have seen. */
    private static final int AUDIT_MILLIS = 2500;

    private final Soak.Plan plan;
    private final SoakConfiguration configuration;
    private final Path folder;

    /**
     * What a run showed.
     *
     * @param moments when somebody was disturbed, in seconds
     * @param kills how many hosts were killed
     * @param faults what is wrong beside what drifts; empty if all is well
     * @param repeated how many numbers came more than once through durable links
     * @param log what the gateway printed
     */
    record Outcome(
            List<Quantity> quantities,
            List<LinkCounts> links,
            List<Double> moments,
            int kills,
            List<String> faults,
            long repeated,
            String log) {}

    SoakRun(Soak.Plan plan, SoakConfiguration configuration, Path folder) {
        this.plan = plan;
        this.configuration = configuration;
        this.folder = folder;
    }

    Outcome run() throws IOException, InterruptedException {
        Path file = configuration.write(folder);
        try (Children children = new Children(folder)) {
            GatewayProcess gateway = GatewayProcess.start(children, file);
            var unused = gateway.awaitReady();
            ControlEndpoint control = new ControlEndpoint(folder.resolve("data"));
            Disturbances disturbances = new Disturbances(control, plan.disturbEvery());
            Sampler sampler = new Sampler(staying(gateway, control), folder.resolve("data"));
            watch(gateway, control, sampler, disturbances);
            List<LinkCounts> links = comeToRest(control);
            Audit audit = new Audit(configuration, folder);
            return new Outcome(
                    sampler.quantities(),
                    links,
                    disturbances.moments(),
                    disturbances.kills(),
                    audit.faults(links),
                    audit.repeated(),
                    gateway.printed());
        }
    }

    private static Map<String, Long> staying(GatewayProcess gateway, ControlEndpoint control)
            throws IOException, InterruptedException {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("gateway", gateway.handle().pid());
        pids.put("host in peace", Status.pid(control.status(), SoakConfiguration.STEADY));
        return pids;
    }

    private void watch(GatewayProcess gateway, ControlEndpoint control, Sampler sampler, Disturbances disturbances)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        double nextHeap = 0;
        for (long look = 1; seconds(began) < plan.duration(); look++) {
            double now = seconds(began);
            JsonNode status = control.status();
            sampler.sample(now, Status.links(status), disturbed(gateway, status));
            if (now >= nextHeap) {
                sampler.sampleHeaps(now);
                nextHeap = now + plan.duration() / HEAPS;
            }
            disturbances.look(now, status);
            long wait = Math.round((look * plan.every() - seconds(began)) * 1000);
            Thread.sleep(Math.max(0, wait));
        }
        disturbances.end();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static List<Long> disturbed(GatewayProcess gateway, JsonNode status) throws IOException {
        long steady = Status.pid(status, SoakConfiguration.STEADY);
        return gateway.handle()
                .children()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != steady)
                .toList();
    }

    /** Stops the feeding, and waits until nothing waits. {@return the ledgers then, or what they are when patience ends} */
    private static List<LinkCounts> comeToRest(ControlEndpoint control) throws IOException, InterruptedException {
        long began = System.nanoTime();
        awaitAllActivated(control, began);
        control.call("deactivate", SoakConfiguration.METRONOME);
        List<LinkCounts> links = Status.links(control.status());
        while (links.stream().anyMatch(link -> link.waiting() > 0) && seconds(began) < PATIENCE.toSeconds()) {
            Thread.sleep(LOOK_MILLIS);
            links = Status.links(control.status());
        }
        Thread.sleep(AUDIT_MILLIS);
        return Status.links(control.status());
    }

    private static void awaitAllActivated(ControlEndpoint control, long began)
            throws IOException, InterruptedException {
        while (!Status.allActivated(control.status())) {
            if (seconds(began) > PATIENCE.toSeconds()) {
                throw new IOException("a module did not come back: " + control.status());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
