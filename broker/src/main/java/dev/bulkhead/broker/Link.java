package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A way from one module to another: who may pass, a bounded queue, and the counts. */
final class Link {

    /** What became of a message that was offered. */
    enum Offer {
        QUEUED,
        DROPPED,
        /** The queue is full and the publisher should wait. Nothing has been counted yet. */
        NO_ROOM
    }

    private final LinkSpec spec;
    private final String source;
    private final Match match;
    /** What else a message must fulfil; null where that is nothing. */
    private final @Nullable Predicate<Message> filter;

    private final LinkQueue queue;
    private final Runnable wakeSink;
    private final Ledger ledger = new Ledger();
    private final Room room = new Room();
    /** Why nothing is taken at present, and so nobody may wait for room; null while the sink is running. */
    private volatile @Nullable DropReason sinkAway = DropReason.SINK_DOWN;

    Link(LinkSpec spec, String source, Runnable wakeSink) {
        this(spec, source, wakeSink, null);
    }

    Link(LinkSpec spec, String source, Runnable wakeSink, @Nullable Predicate<Message> filter) {
        this.spec = spec;
        this.filter = filter;
        this.source = source;
        this.wakeSink = wakeSink;
        match = new Match(spec.match());
        queue = LinkQueue.of(spec);
    }

    LinkSpec spec() {
        return spec;
    }

    /** {@return the module at the start of this link; where the specification says {@code *}, each has a link of its own} */
    String source() {
        return source;
    }

    boolean wants(Message message) {
        return match.accepts(message) && (filter == null || filter.test(message));
    }

    /** Queues the message, waiting for room as long as the link's policy says. {@return whether it was queued} */
    boolean publish(Message message) {
        Offer offer = offer(message);
        if (offer == Offer.NO_ROOM) {
            long deadline = System.nanoTime() + spec.blockFor().toNanos();
            do {
                awaitRoom(message, deadline);
                offer = offer(message);
            } while (offer == Offer.NO_ROOM && System.nanoTime() - deadline < 0);
            if (offer == Offer.NO_ROOM) {
                return timeOut();
            }
        }
        if (offer == Offer.QUEUED) {
            wakeSink.run();
            return true;
        }
        return false;
    }

    /** Queues or drops the message where that can be decided at once. After a message was queued, the sink is to be woken. */
    Offer offer(Message message) {
        if (queue.offer(message)) {
            return Offer.QUEUED;
        }
        DropReason away = sinkAway;
        if (away != null) {
            return dropped(away);
        }
        return switch (spec.overflow()) {
            case BLOCK -> Offer.NO_ROOM;
            case DROP_NEWEST -> dropped(DropReason.OVERFLOW);
            case DROP_OLDEST -> push(message, (LinkQueue.Evicting) queue);
        };
    }

    private Offer push(Message message, LinkQueue.Evicting evicting) {
        ledger.evicted(evicting.push(message));
        return Offer.QUEUED;
    }

    private Offer dropped(DropReason reason) {
        ledger.refused(reason);
        return Offer.DROPPED;
    }

    /** Lets the sink's runner look for what has been queued. */
    void wakeSink() {
        wakeSink.run();
    }

    /** Counts a message that found no room in time. {@return false} */
    boolean timeOut() {
        dropped(DropReason.TIMEOUT);
        return false;
    }

    /** Waits until the message fits, the sink stops running, or {@code System.nanoTime()} has passed {@code deadline}. */
    void awaitRoom(Message message, long deadline) {
        room.await(() -> queue.hasRoom(message) || sinkAway != null, deadline);
    }

    /** Takes the oldest message for the runner; from then on it is in flight. */
    @Nullable
    Message take() {
        Message message = queue.poll();
        if (message != null) {
            // Now and not after the call of the module that follows, which may take long.
            room.changed();
        }
        return message;
    }

    boolean isEmpty() {
        return queue.size() == 0;
    }

    /** Counts messages that were taken, and for which the module's {@code receive} returned. */
    void delivered(int messages) {
        ledger.delivered(messages);
    }

    /** Counts a message that was taken and then lost. */
    void lost(DropReason reason) {
        ledger.lost(reason);
    }

    void sinkRunning() {
        sinkAway = null;
        room.changed();
    }

    /** Lets nobody wait for room any more; what does not fit is dropped for this reason. */
    void sinkAway(DropReason why) {
        sinkAway = why;
        room.changed();
    }

    LedgerSnapshot ledger() {
        return ledger.snapshot(queue);
    }
}
