package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.broker.Args;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.Member;
import dev.bulkhead.broker.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Bulkhead's broker: a link from a source to every sink, overflow {@code block}; each sink is a module with its own thread. */
final class BulkheadBus implements Bus {
    private static final int MAX_MESSAGE = 16 << 20;
    private static final String SOURCE = "source";

    private final Broker broker = new Broker(MAX_MESSAGE);
    private final Source source = new Source();

    @Override
    public void open(List<Consumer<Message>> sinks) throws Exception {
        Member publisher = broker.add(SOURCE);
        for (int i = 0; i < sinks.size(); i++) {
            Member member = broker.add("sink-" + i);
            broker.link(new LinkSpec(SOURCE, member.name(), Map.of(), Overflow.BLOCK, CAPACITY, Duration.ofHours(1)));
            run(member, new Sink(sinks.get(i)));
        }
        run(publisher, source);
    }

    private static void run(Member member, Module module) throws InterruptedException, ExecutionException {
        member.instantiate(() -> module).get();
        member.create(new NoArgs()).get();
        member.start(DeliveryListener.NONE).get();
    }

    @Override
    public void publish(Message message) {
        if (source.context().publish(message) != PublishResult.ACCEPTED) {
            throw new IllegalStateException("the broker did not take a message");
        }
    }

    @Override
    public void close() {}

    private static final class Source implements Module {
        private ModuleContext context;

        @Override
        public void create(ModuleContext context) {
            this.context = context;
        }

        ModuleContext context() {
            return context;
        }

        @Override
        public void receive(Message message) {}

        @Override
        public void destroy() {}
    }

    private static final class Sink implements Module {
        private final Consumer<Message> to;

        Sink(Consumer<Message> to) {
            this.to = to;
        }

        @Override
        public void create(ModuleContext context) {}

        @Override
        public void receive(Message message) {
            to.accept(message);
        }

        @Override
        public void destroy() {}
    }

    private static final class NoArgs implements Args {
        @Override
        public <T> T bind(Class<T> type) {
            throw new UnsupportedOperationException("there are no arguments");
        }

        @Override
        public String json() {
            return "{}";
        }
    }
}
