package dev.bulkhead.benchmarks.size;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.gateway.Configuration;
import dev.bulkhead.benchmarks.gateway.GatewayProcess;
import dev.bulkhead.benchmarks.module.Idle;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much of a core a gateway takes that has ten hosts and nothing to do. */
public final class IdleGateway implements Contestant {
    private static final int HOSTS = 10;
    private static final int SETTLE_MILLIS = 4000;

    private final int lookSeconds;

    /** Looks for so many seconds. */
    public IdleGateway(int lookSeconds) {
        this.lookSeconds = lookSeconds;
    }

    @Override
    public String name() {
        return Names.IDLE;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        Configuration configuration = new Configuration();
        for (int i = 0; i < HOSTS; i++) {
            configuration.forked("module-" + i, Idle.class);
        }
        GatewayProcess gateway = GatewayProcess.start(run, configuration);
        var unused = gateway.awaitReady();
        Thread.sleep(SETTLE_MILLIS);
        List<Long> hosts = Hosts.of(gateway);
        double gatewayBefore = cpuSeconds(List.of(gateway.handle().pid()));
        double hostsBefore = cpuSeconds(hosts);
        Thread.sleep(lookSeconds * 1000L);
        double percent = 100.0 / lookSeconds;
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(
                "gateway, % of a core",
                percent * (cpuSeconds(List.of(gateway.handle().pid())) - gatewayBefore));
        metrics.put("its 10 hosts together, % of a core", percent * (cpuSeconds(hosts) - hostsBefore));
        return metrics;
    }

    private static double cpuSeconds(List<Long> pids) throws IOException {
        double seconds = 0;
        for (long pid : pids) {
            seconds += new ProcessFiles(pid).cpuSeconds();
        }
        return seconds;
    }
}
