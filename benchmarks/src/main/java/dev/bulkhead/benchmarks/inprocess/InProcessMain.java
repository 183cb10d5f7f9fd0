package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import dev.bulkhead.benchmarks.load.Delivery;
import dev.bulkhead.benchmarks.load.FailFast;
import dev.bulkhead.benchmarks.load.Job;
import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.benchmarks.load.Phone;
import dev.bulkhead.benchmarks.load.Window;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run within one process, which is this one: one thread publishes to a number of sinks. */
public final class InProcessMain {
    private static final int QUIET_MILLIS = 2000;

    private final Message[] messages;
    private final List<Counter> counters;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long published;

    private InProcessMain(Load load, int sinks) {
        messages = IntStream.range(0, load.count())
                .mapToObj(i -> load.parcel(i).message())
                .toArray(Message[]::new);
        counters = Stream.generate(() -> new Counter(messages)).limit(sinks).toList();
    }

    /** Takes the system, the number of sinks, and the job. */
    public static void main(String[] args) throws Exception {
        FailFast.install();
        LogManager.getLogManager().reset();
        Job job = Job.parse(Arrays.asList(args).subList(2, args.length));
        try (Phone phone = Phone.call(job.desk(), "run");
                Bus bus = InProcessSystem.valueOf(args[0]).open()) {
            InProcessMain main = new InProcessMain(new Load(job.size()), Integer.parseInt(args[1]));
            phone.say("result " + main.run(bus, job));
            phone.await("bye");
        }
        System.exit(0);
    }

    private String run(Bus bus, Job job) throws Exception {
        bus.open(counters.stream().map(counter -> (Consumer<Message>) counter).toList());
        Thread publisher = new Thread(() -> publish(bus), "publisher");
        publisher.start();
        Window window = Window.measure(this::received, job.warmUpMillis(), job.measureMillis());
        stopped.set(true);
        publisher.join();
        awaitReceived(published * counters.size());
        Delivery delivery = counters.stream()
                .map(counter -> counter.delivery(published))
                .reduce(Delivery::plus)
                .orElseThrow();
        return "rate=" + window.rate() / counters.size() + " " + delivery.asText();
    }

    private void publish(Bus bus) {
        try {
            while (!stopped.getOpaque()) {
                bus.publish(messages[(int) published & messages.length - 1]);
                published++;
            }
        } catch (Exception e) {
            throw new IllegalStateException("publishing failed", e);
        }
    }

    private long received() {
        return counters.stream().mapToLong(Counter::received).sum();
    }

    private void awaitReceived(long expected) throws InterruptedException {
        for (int waited = 0; waited < QUIET_MILLIS && received() < expected; waited++) {
            Thread.sleep(1);
        }
    }
}
