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

/** Memory before and during a long run at full rate to a forked module. */
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
        Map<String, Double> metrics = new LinkedHashMap<>();
        try (MemoryWatch gatewayMemory = MemoryWatch.of(gateway.handle().pid());
                MemoryWatch hostMemory = MemoryWatch.of(Hosts.of(gateway).get(0))) {
            Map<String, Double> flow = new Flow(run.desk()).measure();
            metrics.put("messages, millions", flow.getOrDefault("received", 0.0) / MILLION);
            metrics.put("lost, %", flow.getOrDefault(Names.LOST, 0.0));
            add(metrics, "gateway", gatewayMemory);
            add(metrics, "host", hostMemory);
        }
        return metrics;
    }

    private static void add(Map<String, Double> metrics, String who, MemoryWatch memory) {
        metrics.put(who + " before, resident MiB", memory.first());
        metrics.put(who + " in the second third of the run, resident MiB", memory.third(1));
        metrics.put(who + Names.LAST_THIRD, memory.third(2));
        metrics.put(who + Names.LAST_TO_SECOND_THIRD, memory.third(2) / memory.third(1));
    }
}
