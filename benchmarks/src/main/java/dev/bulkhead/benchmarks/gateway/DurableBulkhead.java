package dev.bulkhead.benchmarks.gateway;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.DiskWrites;
import dev.bulkhead.benchmarks.contest.Flow;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.module.Sink;
import dev.bulkhead.benchmarks.module.Source;
import java.io.IOException;
import java.util.Map;

/** Bulkhead with a durable link. */
public final class DurableBulkhead implements Contestant {
    /** Where the modules are. */
    public enum Place {
        IN_PROCESS,
        TO_MODULE,
        FROM_MODULE;

        private String label() {
            return Names.DURABLE_PLACES.get(ordinal());
        }
    }

    private final Place place;
    private final String sync;
    private final int inFlight;

    /**
     * @param sync as in {@code gateway.json}
     * @param inFlight how many threads publish
     */
    public DurableBulkhead(Place place, String sync, int inFlight) {
        this.place = place;
        this.sync = sync;
        this.inFlight = inFlight;
    }

    @Override
    public String name() {
        return Names.durable(place.label(), sync);
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        Configuration configuration = configuration(run.confirmedJob(Names.SIZE, inFlight));
        GatewayProcess gateway = GatewayProcess.start(run, configuration.durableLink("source", "sink", sync));
        var unused = gateway.awaitReady();
        DiskWrites writes = DiskWrites.of(gateway.handle().pid());
        StoreWork work = StoreWork.of(run.folder());
        Map<String, Double> metrics = new Flow(run.desk(), inFlight == 1).measure();
        writes.addTo(metrics);
        work.addTo(metrics);
        return metrics;
    }

    private Configuration configuration(Job job) {
        Configuration configuration = new Configuration();
        switch (place) {
            case IN_PROCESS ->
                configuration
                        .inProcess("source", Source.class)
                        .with(job)
                        .inProcess("sink", Sink.class)
                        .with(job);
            case TO_MODULE ->
                configuration
                        .inProcess("source", Source.class)
                        .with(job)
                        .forked("sink", Sink.class)
                        .with(job);
            case FROM_MODULE ->
                configuration
                        .forked("source", Source.class)
                        .with(job)
                        .inProcess("sink", Sink.class)
                        .with(job);
        }
        return configuration;
    }
}
