package dev.bulkhead.benchmarks.size;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.gateway.GatewayProcess;
import dev.bulkhead.benchmarks.gateway.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sample {@code gateway.json} as a user runs it for the first time: a gateway, and a host with one module. */
public final class SampleSize implements Contestant {
    private static final String GATEWAY = "\"gateway\": {";
    /** By then nothing is left of the start. */
    private static final int SETTLE_MILLIS = 5000;

    @Override
    public String name() {
        return Names.SAMPLE;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        long began = System.nanoTime();
        GatewayProcess gateway = GatewayProcess.start(run, configuration(run.folder()));
        double readyAfter = gateway.awaitReady();
        double readyFromStart = (System.nanoTime() - began) / 1e6;
        Thread.sleep(SETTLE_MILLIS);
        Map<String, Double> metrics = new LinkedHashMap<>();
        add(metrics, "gateway", new ProcessFiles(gateway.handle().pid()));
        add(metrics, "host", new ProcessFiles(Hosts.of(gateway).get(0)));
        metrics.put("run is ready after, by its own account, ms", readyAfter);
        metrics.put("run is ready after, from the command on, ms", readyFromStart);
        return metrics;
    }

    private static Path configuration(Path folder) throws IOException {
        String sample = Files.readString(Installation.root().resolve("gateway.json"));
        if (!sample.contains(GATEWAY)) {
            throw new IllegalStateException("the sample has no " + GATEWAY);
        }
        String anyPort = sample.replace(GATEWAY, GATEWAY + " \"control\": { \"listen\": \"127.0.0.1:0\" },");
        return Files.writeString(folder.resolve("gateway.json"), anyPort);
    }

    private static void add(Map<String, Double> metrics, String who, ProcessFiles files) throws IOException {
        metrics.put(who + ", resident MiB", files.resident());
        metrics.put(who + ", proportional MiB", files.proportional());
        ThreadCount threads = ThreadCount.of(files.threads());
        metrics.put(who + ", threads of Bulkhead", (double) threads.ours());
        metrics.put(who + ", threads of JeroMQ", (double) threads.zmq());
        metrics.put(who + ", threads of the JVM", (double) threads.jvm());
    }
}
