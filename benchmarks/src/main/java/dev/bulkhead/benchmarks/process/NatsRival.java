package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Parcel;
import dev.bulkhead.benchmarks.load.Tally;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** NATS core through a nats-server, with jnats: properties are headers. */
final class NatsRival implements Rival {
    static final String THERE = "there";
    private static final String BACK = "back";
    private static final int OUTGOING = 8192;
    private static final long PENDING_MESSAGES = 1 << 20;
    private static final long PENDING_BYTES = 512 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;

    NatsRival(Ports ports) throws IOException, InterruptedException {
        connection = Nats.connect(Options.builder()
                .server("nats://127.0.0.1:" + ports.there())
                .maxMessagesInOutgoingQueue(OUTGOING)
                .noReconnect()
                .build());
    }

    @Override
    public void sink(Tally tally) throws InterruptedException, TimeoutException {
        subscribe(THERE, message -> count(message, tally));
    }

    private void subscribe(String subject, MessageHandler handler) throws InterruptedException, TimeoutException {
        Dispatcher dispatcher = connection.createDispatcher(handler);
        dispatcher.setPendingLimits(PENDING_MESSAGES, PENDING_BYTES);
        dispatcher.subscribe(subject);
        connection.flush(PATIENCE);
    }

    static void count(Message message, Tally tally) {
        Headers headers = message.getHeaders();
        tally.received(
                String.valueOf(headers.getFirst(Parcel.KIND)),
                String.valueOf(headers.getFirst(Parcel.UNIT)),
                ByteBuffer.wrap(message.getData()));
    }

    @Override
    public void echo() throws InterruptedException, TimeoutException {
        subscribe(THERE, message -> publish(new NatsMessage(BACK, null, message.getHeaders(), message.getData())));
    }

    @Override
    public Outlet source() {
        return new PreparedOutlet<>(NatsRival::message, this::publish);
    }

    static Message message(Parcel parcel) {
        Headers headers = new Headers().put(Parcel.KIND, parcel.kind()).put(Parcel.UNIT, parcel.unit());
        return new NatsMessage(THERE, null, headers, parcel.content());
    }

    @Override
    public Outlet driver(Tally tally) throws InterruptedException, TimeoutException {
        subscribe(BACK, message -> count(message, tally));
        return source();
    }

    /** Publishes; waits while the client's own queue is full. */
    private void publish(Message message) {
        Room.await(connection::outgoingPendingMessageCount, OUTGOING);
        connection.publish(message);
    }
}
