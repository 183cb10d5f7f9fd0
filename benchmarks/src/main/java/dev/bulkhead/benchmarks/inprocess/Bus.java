package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.api.Message;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves messages from one publishing thread to every sink. Nothing may get lost: when the system is full, {@link #publish} waits.
 * All have queues of {@value #CAPACITY} messages.
 */
interface Bus extends AutoCloseable {
    int CAPACITY = 8192;

    /** Connects the sinks. Each is called by one thread at a time. */
    void open(List<Consumer<Message>> sinks) throws Exception;

    void publish(Message message) throws Exception;

    @Override
    void close();
}
