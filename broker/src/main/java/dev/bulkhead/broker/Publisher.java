package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.MessageTooLargeException;
import dev.bulkhead.api.PublishResult;
import java.util.concurrent.atomic.LongAdder;

/** Publishes for one module, from any thread. */
final class Publisher {
    private final Broker broker;
    private final String source;
    private final LongAdder unrouted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean open;

    Publisher(Broker broker, String source) {
        this.broker = broker;
        this.source = source;
    }

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    PublishResult publish(Message message) {
        requireAllowedSize(message);
        if (!open) {
            refused.increment();
            return PublishResult.CLOSED;
        }
        int queued = 0;
        int dropped = 0;
        for (Link link : broker.routesFrom(source)) {
            if (link.wants(message)) {
                if (link.publish(message)) {
                    queued++;
                } else {
                    dropped++;
                }
            }
        }
        return result(queued, dropped);
    }

    Publication publication(Message message) {
        requireAllowedSize(message);
        return new Publication(message, broker.routesFrom(source), this);
    }

    PublishResult result(int queued, int dropped) {
        if (dropped > 0) {
            return queued > 0 ? PublishResult.PARTLY_DROPPED : PublishResult.DROPPED;
        }
        if (queued > 0) {
            return PublishResult.ACCEPTED;
        }
        unrouted.increment();
        return PublishResult.UNROUTED;
    }

    private void requireAllowedSize(Message message) {
        if (message.size() > broker.maxMessage()) {
            refused.increment();
            throw new MessageTooLargeException(message.size(), broker.maxMessage());
        }
    }

    long unrouted() {
        return unrouted.sum();
    }

    long refused() {
        return refused.sum();
    }
}
