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

/** A gateway with many modules or links: what it takes, and what the host that came last takes. */
public final class Gateways implements Contestant {
    private static final int SETTLE_MILLIS = 2000;

    private final String name;
    private final Configuration configuration;
    private final int forked;

    private Gateways(String name, Configuration configuration, int forked) {
        this.name = name;
        this.configuration = configuration;
        this.forked = forked;
    }

    /** {@return a gateway with a number of modules in hosts of their own} */
    public static Contestant forked(String name, int modules) {
        Configuration configuration = new Configuration();
        for (int i = 0; i < modules; i++) {
            configuration.forked("module-" + i, Idle.class);
        }
        return new Gateways(name, configuration, modules);
    }

    /** {@return a gateway with a number of modules in its process} */
    public static Contestant inProcess(String name, int modules) {
        return new Gateways(name, modulesInProcess(modules), 0);
    }

    /** {@return a gateway with a number of modules in its process, each linked with all the others} */
    public static Contestant linked(String name, int modules) {
        Configuration configuration = modulesInProcess(modules);
        for (int source = 0; source < modules; source++) {
            for (int sink = 0; sink < modules; sink++) {
                if (source != sink) {
                    configuration.droppingLink("module-" + source, "module-" + sink);
                }
            }
        }
        return new Gateways(name, configuration, 0);
    }

    private static Configuration modulesInProcess(int modules) {
        Configuration configuration = new Configuration();
        for (int i = 0; i < modules; i++) {
            configuration.inProcess("module-" + i, Idle.class);
        }
        return configuration;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        GatewayProcess gateway = GatewayProcess.start(run, configuration);
        double readyAfter = gateway.awaitReady();
        Thread.sleep(SETTLE_MILLIS);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("ready after ms", readyAfter);
        ProcessFiles files = new ProcessFiles(gateway.handle().pid());
        metrics.put("gateway MiB", files.resident());
        metrics.put("gateway threads", (double) files.threads().size());
        if (forked > 0) {
            addLastHost(metrics, gateway);
        }
        return metrics;
    }

    private void addLastHost(Map<String, Double> metrics, GatewayProcess gateway) throws IOException {
        List<Birth> births = Birth.read(gateway.printed());
        if (births.size() != forked) {
            throw new IllegalStateException(births.size() + " of " + forked + " modules said when they were created");
        }
        Birth last = births.get(births.size() - 1);
        ProcessFiles host = new ProcessFiles(last.pid());
        metrics.put("created after ms", last.millis());
        metrics.put(Names.HOST_CPU, host.cpuSeconds() * 1000);
        metrics.put("host MiB", host.resident());
        metrics.put("host proportional MiB", host.proportional());
        metrics.put("host threads", (double) host.threads().size());
    }
}
