package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.DiskWrites;
import dev.bulkhead.benchmarks.contest.Flow;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.load.Job;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A server other than Bulkhead that keeps messages until they are acknowledged, with publisher and receiver in processes of their own. */
public final class DurableRival implements Contestant {
    private final RivalSystem system;
    private final int inFlight;

    /**
     * @param inFlight how many messages are under way that are not confirmed
     */
    public DurableRival(RivalSystem system, int inFlight) {
        this.system = system;
        this.inFlight = inFlight;
    }

    @Override
    public String name() {
        return system.label();
    }

    @Override
    public Optional<String> missing() {
        return server().missing();
    }

    private Server server() {
        return system.server().orElseThrow();
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        Job job = run.confirmedJob(Names.SIZE, inFlight);
        Ports ports = Ports.free();
        DiskWrites writes = DiskWrites.of(server().start(run, ports.there()).pid());
        Peer.start(run, system, Peer.Part.SINK, ports, job);
        Peer.start(run, system, Peer.Part.SOURCE, ports, job);
        Map<String, Double> metrics = new Flow(run.desk(), inFlight == 1).measure();
        writes.addTo(metrics);
        return metrics;
    }
}
