package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/** A queue of the JDK for every sink, and a thread that takes from it. */
final class ArrayBlockingQueueBus implements Bus {
    private final List<ArrayBlockingQueue<Message>> queues = new ArrayList<>();

    @Override
    public void open(List<Consumer<Message>> sinks) {
        for (Consumer<Message> sink : sinks) {
            ArrayBlockingQueue<Message> queue = new ArrayBlockingQueue<>(CAPACITY);
            queues.add(queue);
            SinkThreads.start(() -> {
                while (true) {
                    sink.accept(queue.take());
                }
            });
        }
    }

    @Override
    public void publish(Message message) throws InterruptedException {
        for (ArrayBlockingQueue<Message> queue : queues) {
            queue.put(message);
        }
    }

    @Override
    public void close() {}
}
