package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.MessageTooLargeException;
import dev.bulkhead.api.PublishResult;

/** Publishes for one life of a module, from any thread. */
final class Publisher {
    private final Broker broker;
    private final String source;
    private final PublishCounts counts;
    private volatile boolean opened;
    private volatile boolean closed;

    Publisher(Broker broker, String source, PublishCounts counts) {
        this.broker = broker;
        this.source = source;
        this.counts = counts;
    }

    void open() {
        opened = true;
    }

    /** Refuses what comes from now on, for good. */
    void close() {
        closed = true;
    }

    PublishResult publish(Message message) {
        requireAllowedSize(message, 0);
        if (!opened || closed) {
            counts.countRefused();
            return PublishResult.CLOSED;
        }
        int queued = 0;
        int dropped = 0;
        Receipts receipts = null;
        for (Link link : routes()) {
            if (link.wants(message)) {
                if (receipts == null && link.isDurable()) {
                    receipts = new Receipts();
                }
                Link.Offer offer = link.publish(message, receipts);
                if (offer == Link.Offer.QUEUED) {
                    queued++;
                } else if (offer == Link.Offer.DROPPED) {
                    dropped++;
                }
            }
        }
        int failed = receipts == null ? 0 : receipts.awaitAll();
        return result(queued - failed, dropped + failed);
    }

    Feed feed(int marks) {
        return new Feed(this, marks);
    }

    Link[] routes() {
        return broker.routesFrom(source);
    }

    PublishResult result(int queued, int dropped) {
        if (dropped > 0) {
            return queued > 0 ? PublishResult.PARTLY_DROPPED : PublishResult.DROPPED;
        }
        if (queued > 0) {
            return PublishResult.ACCEPTED;
        }
        counts.countUnrouted();
        return PublishResult.UNROUTED;
    }

    void requireAllowedSize(Message message, int marks) {
        if (message.size() > broker.maxMessage() + marks) {
            counts.countRefused();
            throw new MessageTooLargeException(message.size(), broker.maxMessage() + marks);
        }
    }
}
