package dev.bulkhead.benchmarks.inprocess;

import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.Subscribe;
import dev.bulkhead.api.Message;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Guava's AsyncEventBus over as many threads as there are sinks, with one bounded queue in which the publisher waits. */
final class GuavaBus implements Bus {
    /** A subscriber. Guava lets one thread at a time in. */
    public static final class Subscriber {
        private final Consumer<Message> sink;

        Subscriber(Consumer<Message> sink) {
            this.sink = sink;
        }

        /** Takes one message. */
        @Subscribe
        public void receive(Message message) {
            sink.accept(message);
        }
    }

    private ThreadPoolExecutor threads = executor(1);
    private AsyncEventBus bus = new AsyncEventBus(threads);

    @Override
    public void open(List<Consumer<Message>> sinks) {
        threads = executor(sinks.size());
        bus = new AsyncEventBus(threads);
        sinks.forEach(sink -> bus.register(new Subscriber(sink)));
    }

    /** For so many sinks. A message is as many pieces of work, and the queue has room for as many messages as the others. */
    private static ThreadPoolExecutor executor(int size) {
        ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(CAPACITY * size);
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, queue, (work, full) -> {
            try {
                queue.put(work);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void publish(Message message) {
        bus.post(message);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
