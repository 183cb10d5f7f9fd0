package dev.bulkhead.benchmarks.size;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Flow;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.gateway.Configuration;
import dev.bulkhead.benchmarks.gateway.GatewayProcess;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.module.Sink;
import dev.bulkhead.benchmarks.module.Source;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Memory before and after a million messages or more to a forked module. */
public final class BusySize implements Contestant {
    private static final int SETTLE_MILLIS = 2000;
    private static final double MILLION = 1e6;

    @Override
    public String name() {
        return Names.BUSY;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        Job job = run.job(Names.SIZE, 0);
        GatewayProcess gateway = GatewayProcess.start(
                run,
                new Configuration()
                        .inProcess("source", Source.class)
                        .with(job)
                        .forked("sink", Sink.class)
                        .with(job)
                        .link("source", "sink"));
        var unused = gateway.awaitReady();
        Thread.sleep(SETTLE_MILLIS);
        ProcessFiles gatewayFiles = new ProcessFiles(gateway.handle().pid());
        ProcessFiles hostFiles = new ProcessFiles(Hosts.of(gateway).get(0));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("gateway before, resident MiB", gatewayFiles.resident());
        metrics.put("host before, resident MiB", hostFiles.resident());
        double received = new Flow(run.desk()).measure().getOrDefault("received", 0.0);
        metrics.put("messages, millions", received / MILLION);
        metrics.put("gateway after, resident MiB", gatewayFiles.resident());
        metrics.put("host after, resident MiB", hostFiles.resident());
        return metrics;
    }
}
