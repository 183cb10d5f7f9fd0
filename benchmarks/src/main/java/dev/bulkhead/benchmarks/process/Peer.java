package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.contest.Run;
import dev.bulkhead.benchmarks.load.FailFast;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Phone;
import dev.bulkhead.benchmarks.load.Receiving;
import dev.bulkhead.benchmarks.load.Sending;
import dev.bulkhead.benchmarks.load.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;

/** The process in which one end of a rival runs. */
public final class Peer {

    /** What a process is to do. */
    enum Part {
        SOURCE,
        SINK,
        ECHO,
        DRIVER
    }

    private final Rival rival;
    private final Job job;

    private Peer(Rival rival, Job job) {
        this.rival = rival;
        this.job = job;
    }

    /** Starts a process with this part. */
    static void start(Run run, RivalSystem system, Part part, Ports ports, Job job) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(system.name(), part.name(), String.valueOf(ports.there()), String.valueOf(ports.back())));
        arguments.addAll(job.asArguments());
        var unused = run.children().java(Peer.class, arguments);
    }

    /** Takes what {@link #start} gives. */
    public static void main(String[] args) throws Exception {
        FailFast.install();
        LogManager.getLogManager().reset();
        Ports ports = new Ports(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        Job job = Job.parse(Arrays.asList(args).subList(4, args.length));
        new Peer(RivalSystem.valueOf(args[0]).open(ports, job), job).play(Part.valueOf(args[1]));
        System.exit(0);
    }

    private void play(Part part) throws Exception {
        switch (part) {
            case SOURCE -> source();
            case SINK -> sink();
            case ECHO -> echo();
            case DRIVER -> driver();
        }
    }

    private void source() throws Exception {
        try (Phone phone = Phone.call(job.desk(), "source")) {
            new Sending(job, phone).run(rival::source);
        }
    }

    private void sink() throws Exception {
        Tally tally = new Tally(job);
        rival.sink(tally);
        try (Phone phone = Phone.call(job.desk(), "sink")) {
            new Receiving(job, phone, tally).run();
        }
    }

    private void echo() throws Exception {
        rival.echo();
        try (Phone phone = Phone.call(job.desk(), "echo")) {
            phone.say("ready");
            phone.await("bye");
        }
    }

    private void driver() throws Exception {
        Tally tally = new Tally(job);
        try (Phone back = Phone.call(job.desk(), "sink");
                Phone there = Phone.call(job.desk(), "source")) {
            Thread receiving = new Thread(() -> receive(back, tally), "receiving");
            receiving.start();
            new Sending(job, there).run(() -> windowed(rival.driver(tally), tally));
            receiving.join();
        }
    }

    private Outlet windowed(Outlet outlet, Tally tally) {
        return job.paced() ? outlet : new Windowed(outlet, tally);
    }

    private void receive(Phone phone, Tally tally) {
        try {
            new Receiving(job, phone, tally).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
