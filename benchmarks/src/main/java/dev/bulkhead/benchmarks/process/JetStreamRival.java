package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Tally;
import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.JetStream;
import io.nats.client.MessageConsumer;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stream of NATS JetStream in files, with jnats: a work queue, so that a message is deleted when it is acknowledged, and one durable
 * consumer that acknowledges each.
 */
final class JetStreamRival implements Rival {
    private static final String STREAM = "work";
    private static final String CONSUMER = "sink";
    private static final int UNACKNOWLEDGED = 8192;

    private final Connection connection;
    private final int inFlight;

    @SuppressWarnings("UnusedVariable") // not to be collected while messages flow
    private @Nullable MessageConsumer consumer;

    JetStreamRival(Ports ports, int inFlight) throws IOException, InterruptedException {
        this.inFlight = inFlight;
        connection = Nats.connect(Options.builder()
                .server("nats://127.0.0.1:" + ports.there())
                .noReconnect()
                .build());
    }

    @Override
    public void sink(Tally tally) throws Exception {
        var unusedStream = connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects(NatsRival.THERE)
                        .storageType(StorageType.File)
                        .retentionPolicy(RetentionPolicy.WorkQueue)
                        .build());
        consumer = connection
                .getStreamContext(STREAM)
                .createOrUpdateConsumer(ConsumerConfiguration.builder()
                        .durable(CONSUMER)
                        .ackPolicy(AckPolicy.Explicit)
                        .maxAckPending(UNACKNOWLEDGED)
                        .build())
                .consume(ConsumeOptions.builder().batchSize(UNACKNOWLEDGED).build(), message -> {
                    NatsRival.count(message, tally);
                    message.ack();
                });
    }

    @Override
    public Outlet source() throws IOException {
        JetStream stream = connection.jetStream();
        return new ConfirmedOutlet(inFlight, parcel -> stream.publishAsync(NatsRival.message(parcel)));
    }

    @Override
    public void echo() {
        throw new UnsupportedOperationException("durable messages go one way");
    }

    @Override
    public Outlet driver(Tally tally) {
        throw new UnsupportedOperationException("durable messages go one way");
    }
}
