package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way from one module to another: who may pass, a bounded queue, and the counts. It can retire: nothing new is routed to it then,
 * and when it is empty it is gone. One that is replaced has a successor, which gets what its publishers still had in hand.
 */
final class Link {

    /** What became of a message that was offered. */
    enum Offer {
        QUEUED,
        DROPPED,
        /** The queue is full and the publisher should wait. Nothing has been counted yet. */
        NO_ROOM,
        /** The link was replaced by one that does not want the message. It has not been counted. */
        UNWANTED
    }

    private final LinkSpec spec;
    private final String source;
    private final Match match;
    /** What else a message must fulfil; null where that is nothing. */
    private final @Nullable Predicate<Message> filter;

    private final LinkQueue queue;
    /** The same queue, if it is durable. */
    private final @Nullable DurableQueue durable;

    private final Runnable wakeSink;
    private final Ledger ledger;
    private final Room room;
    /** How many publishers wait for room. */
    private final AtomicInteger waiting = new AtomicInteger();
    /** Why nothing is taken at present, and so nobody may wait for room; null while the sink is running. */
    private volatile @Nullable DropReason sinkAway = DropReason.SINK_DOWN;
    /** Whether nothing new is routed to this link. */
    private volatile boolean retired;

    /** Lets publishers wait for what becomes of their messages; null where they never do. Set before anybody publishes. */
    private @Nullable Confirmation confirmation;

    private volatile @Nullable Link successor;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    Link(LinkSpec spec, String source, Runnable wakeSink) {
        this(spec, source, wakeSink, null);
    }

    Link(LinkSpec spec, String source, Runnable wakeSink, @Nullable Predicate<Message> filter) {
        this(spec, source, wakeSink, filter, null, new DurableLinks(null, InstantSource.system()));
    }

    /**
     * Makes a link.
     *
     * @param ledger the counts to go on with; null for new ones
     * @param durables what a durable link needs
     */
    Link(
            LinkSpec spec,
            String source,
            Runnable wakeSink,
            @Nullable Predicate<Message> filter,
            @Nullable Ledger ledger,
            DurableLinks durables) {
        this.spec = spec;
        this.filter = filter;
        this.source = source;
        this.wakeSink = wakeSink;
        match = new Match(spec.match());
        room = new Room();
        if (spec.durable().isPresent()) {
            durable = new DurableQueue(spec, source, durables.around(wakeSink, room), ledger);
            queue = durable;
            this.ledger = durable.ledger();
        } else {
            durable = null;
            queue = MemoryQueue.of(spec);
            this.ledger = ledger == null ? new Ledger() : ledger;
            this.ledger.add(queue);
        }
    }

    /** The same durable link under other terms: what was published to the one, or taken from it, is in the other as well. */
    private Link(Link same, LinkSpec next, @Nullable Predicate<Message> filter, DurableQueue shared) {
        spec = next;
        source = same.source;
        this.filter = filter;
        wakeSink = same.wakeSink;
        match = new Match(next.match());
        durable = shared;
        queue = shared;
        room = shared.room();
        ledger = shared.ledger();
        sinkAway = same.sinkAway;
    }

    /** {@return this link under other terms, in the place of this one; null if it would be another link} */
    @Nullable
    Link become(AskedLink next) {
        if (durable == null || !durable.canBecome(next.spec())) {
            return null;
        }
        durable.become(next.spec());
        return new Link(this, next.spec(), next.filter(), durable);
    }

    /** Lets publishers wait until their messages are settled, while that is asked for. Before anybody publishes. */
    void confirmWhile(BooleanSupplier asked) {
        confirmation = new Confirmation(asked, queue::offered);
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

    /** {@return whether the messages of this link are kept on disk} */
    boolean isDurable() {
        return durable != null;
    }

    /**
     * Queues the message, waiting for room as long as the link's policy says.
     *
     * @param receipts takes what is to be waited for; null to wait here for what that is
     * @return anything but {@code NO_ROOM}
     */
    Offer publish(Message message, @Nullable Receipts receipts) {
        Confirmation.@Nullable Ticket ticket = confirmation == null ? null : confirmation.ticket();
        Offer offer = offer(message, receipts, ticket);
        if (offer == Offer.NO_ROOM) {
            offer = publishWaiting(message, receipts, ticket);
        }
        if (offer == Offer.QUEUED) {
            wakeSink.run();
            return ticket == null ? offer : ticket.await();
        }
        return offer;
    }

    private Offer offer(Message message, @Nullable Receipts receipts, Confirmation.@Nullable Ticket ticket) {
        return ticket == null ? offer(message, receipts) : ticket.offer(() -> offer(message, receipts));
    }

    private Offer publishWaiting(Message message, @Nullable Receipts receipts, Confirmation.@Nullable Ticket ticket) {
        long deadline = System.nanoTime() + spec.blockFor().toNanos();
        waiting.incrementAndGet();
        try {
            Offer offer;
            do {
                awaitRoom(message, deadline);
                offer = offer(message, receipts, ticket);
            } while (offer == Offer.NO_ROOM && System.nanoTime() - deadline < 0);
            return offer == Offer.NO_ROOM ? timeOut() : offer;
        } finally {
            if (waiting.decrementAndGet() == 0 && retired) {
                wakeSink.run();
            }
        }
    }

    /**
     * Queues or drops the message where that can be decided at once. After a message was queued, the sink is to be woken.
     *
     * @param receipts as in {@link #publish}
     */
    Offer offer(Message message, @Nullable Receipts receipts) {
        boolean queued =
                (durable != null && receipts != null) ? durable.offer(message, receipts) : queue.offer(message);
        if (queued) {
            return Offer.QUEUED;
        }
        if (queue.isClosed()) {
            return offerToSuccessor(message, receipts);
        }
        DropReason away = sinkAway;
        if (away != null) {
            // Whoever sleeps until a message comes has more reason to wake up than by one that fits.
            wakeSink.run();
            return dropped(away);
        }
        return switch (spec.overflow()) {
            case BLOCK -> Offer.NO_ROOM;
            case DROP_NEWEST -> dropped(DropReason.OVERFLOW);
            case DROP_OLDEST, DEAD_LETTER -> push(message, receipts);
        };
    }

    private Offer push(Message message, @Nullable Receipts receipts) {
        if (!(queue instanceof MemoryQueue.Evicting evicting)) {
            // A durable queue has made what room it could.
            return dropped(DropReason.OVERFLOW);
        }
        int evicted = evicting.push(message);
        if (evicted < 0) {
            return offerToSuccessor(message, receipts);
        }
        ledger.evicted(evicted, DropReason.OVERFLOW);
        return Offer.QUEUED;
    }

    private Offer offerToSuccessor(Message message, @Nullable Receipts receipts) {
        Link next = successor;
        if (next == null) {
            return dropped(DropReason.LINK_REMOVED);
        }
        return next.wants(message) ? next.offer(message, receipts) : Offer.UNWANTED;
    }

    private Offer dropped(DropReason reason) {
        ledger.refused(reason);
        return Offer.DROPPED;
    }

    /** Lets the sink's runner look for what has been queued. */
    void wakeSink() {
        wakeSink.run();
    }

    /** Counts a message that found no room in time. */
    Offer timeOut() {
        return dropped(DropReason.TIMEOUT);
    }

    /** Waits until the message fits, the sink stops running, or {@code System.nanoTime()} has passed {@code deadline}. */
    void awaitRoom(Message message, long deadline) {
        Link next = successor;
        if (queue.isClosed() && next != null) {
            next.awaitRoom(message, deadline);
        } else {
            room.await(() -> queue.hasRoom(message) || queue.isClosed() || sinkAway != null, deadline);
        }
    }

    /**
     * Takes the oldest message; from then on it is in flight.
     *
     * @param taker who will say what became of it
     */
    @Nullable
    Message take(Object taker) {
        Message message = durable == null ? queue.poll() : durable.take(taker);
        if (message != null) {
            // Now and not after the call of the module that follows, which may take long.
            room.changed();
        }
        return message;
    }

    /** {@return whether nothing can be taken now} */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** The module's {@code receive} returned for the oldest messages that this one has taken. */
    void delivered(int messages, Object taker) {
        if (durable == null) {
            ledger.delivered(messages);
            if (confirmation != null) {
                confirmation.settled(messages, true);
            }
        } else {
            durable.delivered(messages, taker);
            endSoon();
        }
    }

    /**
     * The module's {@code receive} threw for the oldest message that this one has taken.
     *
     * @param failure tells what it threw; costs something, so it is only asked by who keeps that
     */
    void failed(Object taker, Supplier<Failure> failure) {
        if (durable == null) {
            lost(DropReason.RECEIVE_FAILED);
        } else {
            durable.failed(taker, failure);
            endSoon();
        }
    }

    /** The module host had the oldest message that this one has taken, and is lost. */
    void hostLost(Object taker) {
        if (durable == null) {
            lost(DropReason.HOST_LOST);
        } else {
            durable.lost(taker);
            wakeSink();
        }
    }

    private void lost(DropReason reason) {
        ledger.lost(reason);
        if (confirmation != null) {
            confirmation.settled(1, false);
        }
    }

    /** Who has taken messages is given up, and may never say what became of them. */
    void abandoned(Object taker, Failure failure) {
        if (durable != null) {
            durable.abandoned(taker, failure);
        }
    }

    private void endSoon() {
        if (retired || (durable != null && spec.durable().orElseThrow().strictOrder())) {
            wakeSink();
        }
    }

    /** Ends this run of a durable link; what it has stays on disk. */
    void close() {
        if (durable != null) {
            durable.close();
        }
    }

    void sinkRunning() {
        sinkAway = null;
        room.changed();
        if (confirmation != null) {
            confirmation.sinkAway(false);
        }
    }

    /** Lets nobody wait for room or a confirmation any more; what does not fit is dropped for this reason. */
    void sinkAway(DropReason why) {
        sinkAway = why;
        room.changed();
        if (confirmation != null) {
            confirmation.sinkAway(true);
        }
    }

    /** Nothing new is routed to this link from now on. */
    void retire() {
        retired = true;
    }

    /**
     * Nothing new is routed to this link from now on, but to another between the same modules, from which nothing is taken before
     * this one is gone.
     */
    void retireFor(Link next) {
        successor = next;
        retired = true;
    }

    /** {@return whether this link ends without another in its place} */
    boolean isEnding() {
        return retired && successor == null;
    }

    boolean isRetired() {
        return retired;
    }

    /** {@return the link that came in this one's place; null if there is none} */
    @Nullable
    Link successor() {
        return successor;
    }

    /** {@return whether this link has retired, nothing waits in it, and nobody waits for room} */
    boolean isReadyToEnd() {
        return retired && queue.size() == 0 && (successor != null || waiting.get() == 0);
    }

    /** Ends this link if it is ready for that. Only for whom it is to take from it. */
    boolean endIfReady() {
        if (!isReadyToEnd()) {
            return false;
        }
        long passed = queue.closeIfEmpty();
        if (passed >= 0) {
            ledger.close(queue, passed);
            room.changed();
        }
        return passed >= 0;
    }

    /** Tells those who wait for the end of this link. With nothing locked. */
    void gone() {
        gone.complete(null);
    }

    CompletableFuture<Void> whenGone() {
        return gone;
    }

    /** Drops what still waits in this link. Only for whom it is to take from it. */
    void drain() {
        if (durable != null) {
            durable.buryAll();
            return;
        }
        while (queue.poll() != null) {
            ledger.evicted(1, DropReason.LINK_REMOVED);
        }
    }

    LedgerSnapshot ledger() {
        return ledger.snapshot();
    }

    Ledger counts() {
        return ledger;
    }
}
