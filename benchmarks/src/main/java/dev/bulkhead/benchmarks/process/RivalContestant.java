package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Flow;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.load.Job;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A system other than Bulkhead, with its two ends in processes of their own. */
public final class RivalContestant implements Contestant {
    private final RivalSystem system;
    private final boolean roundTrip;
    private final int size;
    private final int perSecond;

    private RivalContestant(RivalSystem system, boolean roundTrip, int size, int perSecond) {
        this.system = system;
        this.roundTrip = roundTrip;
        this.size = size;
        this.perSecond = perSecond;
    }

    /** {@return messages from one process to another; {@code perSecond} is 0 for as many as possible} */
    public static Contestant oneWay(RivalSystem system, int size, int perSecond) {
        return new RivalContestant(system, false, size, perSecond);
    }

    /** {@return messages from one process to another and back; {@code perSecond} is 0 for as many as possible} */
    public static Contestant roundTrip(RivalSystem system, int size, int perSecond) {
        return new RivalContestant(system, true, size, perSecond);
    }

    @Override
    public String name() {
        return system.label();
    }

    @Override
    public Optional<String> missing() {
        return system.server().flatMap(Server::missing);
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        Job job = run.job(size, perSecond);
        Ports ports = Ports.free();
        if (system.server().isPresent()) {
            var unusedServer = system.server().get().start(run, ports.there());
        }
        Peer.start(run, system, roundTrip ? Peer.Part.ECHO : Peer.Part.SINK, ports, job);
        Peer.start(run, system, roundTrip ? Peer.Part.DRIVER : Peer.Part.SOURCE, ports, job);
        if (roundTrip) {
            var unused = run.desk().await("echo", "ready");
        }
        return new Flow(run.desk()).measure();
    }
}
