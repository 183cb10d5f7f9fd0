package dev.bulkhead.benchmarks.gateway;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Flow;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.module.Echo;
import dev.bulkhead.benchmarks.module.Sink;
import dev.bulkhead.benchmarks.module.Source;
import java.io.IOException;
import java.util.Map;

/** Bulkhead, with one module in the gateway's process and one in a forked host. */
public final class BulkheadContestant implements Contestant {

    private final String name;
    private final Setting setting;
    private final int size;
    private final int perSecond;

    private interface Setting {
        Configuration configuration(Job job);
    }

    private BulkheadContestant(String name, Setting setting, int size, int perSecond) {
        this.name = name;
        this.setting = setting;
        this.size = size;
        this.perSecond = perSecond;
    }

    /** {@return messages from the gateway to a forked module; {@code perSecond} is 0 for as many as possible} */
    public static Contestant toModule(int size, int perSecond) {
        return new BulkheadContestant(
                Names.TO_MODULE,
                job -> new Configuration()
                        .inProcess("source", Source.class)
                        .with(job)
                        .forked("sink", Sink.class)
                        .with(job)
                        .link("source", "sink"),
                size,
                perSecond);
    }

    /** {@return messages from a forked module to the gateway; {@code perSecond} is 0 for as many as possible} */
    public static Contestant fromModule(int size, int perSecond) {
        return new BulkheadContestant(
                Names.FROM_MODULE,
                job -> new Configuration()
                        .forked("source", Source.class)
                        .with(job)
                        .inProcess("sink", Sink.class)
                        .with(job)
                        .link("source", "sink"),
                size,
                perSecond);
    }

    /**
     * {@return messages to a module and back}
     *
     * @param activation where the module runs, as in {@code gateway.json}
     * @param perSecond 0 for as many as possible
     */
    public static Contestant roundTrip(String activation, int size, int perSecond) {
        return new BulkheadContestant(
                Names.bulkhead(activation),
                job -> new Configuration()
                        .inProcess("source", Source.class)
                        .with(job)
                        .hosted("echo", Echo.class, activation)
                        .inProcess("sink", Sink.class)
                        .with(job)
                        .link("source", "echo")
                        .link("echo", "sink"),
                size,
                perSecond);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        GatewayProcess gateway = GatewayProcess.start(run, setting.configuration(run.job(size, perSecond)));
        var unused = gateway.awaitReady();
        return new Flow(run.desk()).measure();
    }
}
