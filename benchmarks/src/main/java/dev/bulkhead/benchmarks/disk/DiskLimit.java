package dev.bulkhead.benchmarks.disk;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Report;
import dev.bulkhead.benchmarks.contest.Run;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The limit for messages that the disk has to confirm: contents written to a file, all that may be in flight with one sync. */
public final class DiskLimit implements Contestant {
    static final String CALLER = "file";

    private final int inFlight;

    /**
     * @param inFlight how many contents share a sync
     */
    public DiskLimit(int inFlight) {
        this.inFlight = inFlight;
    }

    @Override
    public String name() {
        return Names.FILE;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        var unused = run.children()
                .java(SyncedFile.class, run.confirmedJob(Names.SIZE, inFlight).asArguments());
        double syncs = Report.parse(run.desk().await(CALLER, "result")).number("syncs");
        run.desk().say(CALLER, "bye");
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rate", syncs * inFlight);
        metrics.put(Names.BATCH, (double) inFlight);
        metrics.put(Names.SYNCS, syncs);
        return metrics;
    }
}
