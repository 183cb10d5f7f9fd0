package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.ModuleContext;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes messages and leaves it to the test to tell what became of them. */
final class FakeForwarder implements Forwarder {
    private final Queue<Message> taken = new ConcurrentLinkedQueue<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile ForwarderPort port;

    @Override
    public void attach(ForwarderPort given) {
        calls.add("attach");
        port = given;
    }

    @Override
    public void create(ModuleContext context) {
        calls.add("create");
    }

    @Override
    public void receive(Message message) {
        taken.add(message);
        count.incrementAndGet();
    }

    @Override
    public void destroy() {
        calls.add("destroy");
    }

    ForwarderPort port() {
        return port;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** {@return how many messages it has taken} */
    int count() {
        return count.get();
    }

    List<Integer> numbers() {
        return taken.stream().map((Message message) -> Messages.number(message)).toList();
    }
}
