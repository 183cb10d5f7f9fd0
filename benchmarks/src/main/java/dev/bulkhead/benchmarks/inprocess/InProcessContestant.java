package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.benchmarks.contest.Contestant;
import dev.bulkhead.benchmarks.contest.Names;
import dev.bulkhead.benchmarks.contest.Report;
import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.load.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A system that moves messages within a process, to a number of sinks. */
public final class InProcessContestant implements Contestant {
    private static final int SIZE = 256;

    private final InProcessSystem system;
    private final int sinks;

    /** Takes part with this system. */
    public InProcessContestant(InProcessSystem system, int sinks) {
        this.system = system;
        this.sinks = sinks;
    }

    @Override
    public String name() {
        return system.label();
    }

    @Override
    public Map<String, Double> run(Run run) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(system.name(), String.valueOf(sinks)));
        arguments.addAll(run.job(SIZE, 0).asArguments());
        run.children().java(InProcessMain.class, arguments);
        Report report = Report.parse(run.desk().await("run", "result"));
        run.desk().say("run", "bye");
        Delivery delivery = report.delivery();
        delivery.requireSound(system.keepsOrder(sinks));
        return Map.of("rate", report.number("rate"), Names.LOST, delivery.lost());
    }
}
