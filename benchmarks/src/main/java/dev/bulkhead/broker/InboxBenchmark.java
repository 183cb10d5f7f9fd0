package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.benchmarks.load.Load;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A message into a link and out of the inbox to a module, on one thread. In this package because of what it measures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InboxBenchmark {
    private static final int SIZE = 256;
    private static final int CAPACITY = 8192;

    private final Message message = new Load(SIZE).parcel(0).message();
    private final Link link = new Link(
            new LinkSpec("source", "sink", Map.of(), Overflow.BLOCK, CAPACITY, Duration.ofHours(1)),
            "source",
            () -> {});
    private final Inbox inbox = new Inbox();
    private final Delivery delivery = new Delivery(new Taker(), DeliveryListener.NONE, new FailureLog("sink"), null);

    /** Links and opens the inbox. */
    public InboxBenchmark() {
        inbox.add(link);
        inbox.open(delivery);
    }

    /** As many as an inbox takes from a link in one turn. */
    @Benchmark
    @OperationsPerInvocation(Inbox.TURN)
    public int offerAndDrain() {
        for (int i = 0; i < Inbox.TURN; i++) {
            Link.Offer unused = link.offer(message, null);
        }
        return inbox.round(delivery);
    }

    private static final class Taker implements Module {
        private long received;

        @Override
        public void create(ModuleContext context) {}

        @Override
        public void receive(Message message) {
            received += message.contentSize();
        }

        @Override
        public void destroy() {
            System.out.println(received);
        }
    }
}
