package dev.bulkhead.broker;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.LinkStore;
import dev.bulkhead.broker.store.Past;
import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of a durable link. A message is in one place at a time: pending until it is on disk, then in the backlog, then taken,
 * perhaps among the retries; it leaves when it is settled.
 */
final class DurableQueue extends LinkQueue implements LinkStore.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(DurableQueue.class);
    private static final long EXPIRE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long AFTER_A_FAILED_READ_NANOS = TimeUnit.SECONDS.toNanos(1);

    private LinkSpec spec;
    private Durability terms;
    private final String source;
    private final DurableLinks.Surroundings around;
    private final StoredLink stored;
    private final Ledger ledger;
    private final Settlement settlement;
    private final Pending pending = new Pending();
    private final Backlog backlog;
    private final Retries retries = new Retries();
    private final Taken taken = new Taken();
    private Drain drain;
    /** Where publishers wait for room, over whatever link they come. */
    private final Room room;

    private long offered;
    private long bytes;
    private long unreadableUntil;
    private boolean unreadable;
    private boolean expires;
    private volatile boolean closed;
    /** Whether the link was taken away: nothing of it stays on disk. */
    private boolean removed;

    DurableQueue(LinkSpec spec, String source, DurableLinks.Surroundings around, @Nullable Ledger goOn) {
        this.spec = spec;
        this.source = source;
        this.around = around;
        terms = spec.durable().orElseThrow();
        drain = new Drain(terms.drainRate());
        room = around.room();
        synchronized (this) {
            stored = around.open(spec, source, this);
            backlog = new Backlog(stored, spec);
            ledger = goOn == null ? new Ledger() : goOn;
            settlement = new Settlement(stored, ledger, around, this::settledUpTo, this::reportLate);
            begin(stored.past(), goOn == null);
            ledger.add(this);
        }
        expireNowAndThen();
    }

    /** {@return whether a link is the same as this one's, but for its terms} */
    synchronized boolean canBecome(LinkSpec next) {
        return !closed
                && next.durable().isPresent()
                && next.sink().equals(spec.sink())
                && next.match().equals(spec.match());
    }

    /** Goes on under other terms. */
    synchronized void become(LinkSpec next) {
        spec = next;
        terms = next.durable().orElseThrow();
        drain = new Drain(terms.drainRate());
        backlog.limits(next);
        stored.durability(terms);
        room.changed();
        expireNowAndThen();
    }

    Room room() {
        return room;
    }

    private void begin(Past past, boolean withTotals) {
        if (withTotals) {
            ledger.goOnFrom(past.totals());
        }
        backlog.begin(past.messages(), past.unclean());
        offered = past.messages() + past.lost() + past.retries().size();
        bytes = past.bytes();
        if (past.lost() > 0) {
            ledger.evicted((int) past.lost(), DropReason.STORE_DAMAGED);
        }
        for (Retry retry : past.retries()) {
            Entry entry = new Entry(retry.stored(), Entry.State.STORED);
            entry.attempts(retry.attempts());
            entry.mayHaveBeenDelivered();
            entry.keptForRetry();
            bytes += entry.size();
            tryAgainIn(entry, Duration.ofMillis(Math.max(0, retry.due() - around.millis())));
            retries.add(entry);
        }
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    boolean offer(Message message) {
        Receipts receipts = new Receipts();
        return offer(message, receipts) && receipts.awaitAll() == 0;
    }

    /** Lets the message be written. {@return whether there is room for it; the receipt tells when it is on disk} */
    synchronized boolean offer(Message message, Receipts receipts) {
        if (closed || !makeRoom(message)) {
            return false;
        }
        long at = around.millis();
        long number = stored.append(message, at);
        backlog.pastEndsBefore(number);
        Entry entry = new Entry(new StoredMessage(number, at, message), Entry.State.PENDING);
        pending.add(entry);
        offered++;
        bytes += entry.size();
        receipts.add(this, entry);
        return true;
    }

    private boolean makeRoom(Message message) {
        while (!hasRoom(message)) {
            Entry oldest =
                    spec.overflow() == Overflow.DROP_OLDEST || spec.overflow() == Overflow.DEAD_LETTER ? next() : null;
            if (oldest == null) {
                return false;
            }
            if (spec.overflow() == Overflow.DEAD_LETTER) {
                bury(
                        oldest,
                        DropReason.OVERFLOW,
                        new Failure("the link had reached maxBytes, " + terms.maxBytes(), ""));
            } else {
                settlement.overflowed(oldest);
                left(oldest);
            }
        }
        return true;
    }

    @Override
    synchronized boolean hasRoom(Message message) {
        return bytes == 0 || bytes + message.size() <= terms.maxBytes();
    }

    /** Waits until the message is on disk or has failed, or the time is over. {@return whether it is one of the first} */
    boolean awaitStored(Entry entry, long deadline) {
        if (entry.state() == Entry.State.PENDING) {
            entry.awaitNotPending(deadline);
        }
        return entry.state() != Entry.State.PENDING;
    }

    @Override
    public void stored(long upTo) {
        List<Entry> written;
        synchronized (this) {
            written = pending.take(upTo, Entry.State.STORED);
            written.forEach(backlog::add);
        }
        written.forEach(Entry::wakeWaiter);
        around.wakeSink();
    }

    @Override
    public void failed(long upTo, String why) {
        List<Entry> failed;
        synchronized (this) {
            failed = pending.take(upTo, Entry.State.FAILED);
            for (Entry entry : failed) {
                offered--;
                bytes -= entry.size();
                ledger.refused(DropReason.STORE_FAILED);
            }
        }
        failed.forEach(Entry::wakeWaiter);
        room.changed();
    }

    @Override
    @Nullable
    Message poll() {
        return take(this);
    }

    /**
     * Takes the next message.
     *
     * @param taker who settles it
     * @return the message, with its marks; null if none may be taken now
     */
    synchronized @Nullable Message take(Object taker) {
        expire();
        if (terms.strictOrder() && !taken.isEmpty()) {
            return null;
        }
        long now = System.nanoTime();
        Entry entry = retries.pollDue(now);
        if (entry == null && mayTakeFromBacklog(now)) {
            entry = next();
        }
        if (entry == null) {
            return null;
        }
        taken.add(entry, taker);
        return entry.marked(source);
    }

    private boolean mayTakeFromBacklog(long now) {
        if (retries.size() >= spec.capacity() || retries.bytes() > spec.capacityBytes()) {
            // Failing messages are kept in memory: what comes next waits until some of them are through.
            return false;
        }
        Entry head = backlog.head();
        if (head != null && !head.isDue(now)) {
            return false;
        }
        long wait = backlog.isBehind() ? drain.untilNext(now) : 0;
        if (wait > 0) {
            around.wakeSinkIn(wait);
        }
        return wait == 0;
    }

    /** {@return the oldest message of the backlog; null if there is none, or the disk cannot be read now} */
    private @Nullable Entry next() {
        boolean behind = backlog.isBehind();
        Entry entry = head() == null ? null : backlog.poll();
        if (entry != null && behind) {
            drain.taken(System.nanoTime());
        }
        return entry;
    }

    private @Nullable Entry head() {
        try {
            long missing = backlog.refill(pending.oldest());
            unreadable = false;
            if (missing > 0) {
                LOG.error("{} messages of the link from {} to {} are damaged on disk", missing, source, spec.sink());
                ledger.evicted((int) missing, DropReason.STORE_DAMAGED);
            }
        } catch (IOException e) {
            LOG.error("the link from {} to {} cannot be read: {}", source, spec.sink(), e.getMessage());
            unreadable = true;
            unreadableUntil = System.nanoTime() + AFTER_A_FAILED_READ_NANOS;
            around.wakeSinkIn(AFTER_A_FAILED_READ_NANOS);
        }
        return backlog.head();
    }

    @Override
    synchronized boolean isEmpty() {
        if (terms.strictOrder() && !taken.isEmpty()) {
            return true;
        }
        long now = System.nanoTime();
        if (retries.hasDue(now)) {
            return false;
        }
        boolean unreadableNow = unreadable && now - unreadableUntil < 0 && backlog.head() == null;
        return backlog.size() == 0 || unreadableNow || !mayTakeFromBacklog(now);
    }

    /** The oldest messages that this one has taken were delivered; who was given up may have fewer, or none. */
    synchronized void delivered(int messages, Object taker) {
        for (int i = 0; i < messages; i++) {
            Entry entry = taken.remove(taker);
            if (entry == null) {
                return;
            }
            if (!settlement.hasEnded()) {
                settlement.delivered(entry);
            }
            left(entry);
        }
    }

    /** The oldest message that this one has taken failed. */
    synchronized void failed(Object taker, Supplier<Failure> failure) {
        Entry entry = taken.remove(taker);
        if (entry != null) {
            failed(entry, failure.get());
        }
    }

    /** This one is given up: whatever it has taken has failed. */
    synchronized void abandoned(Object taker, Failure failure) {
        for (Entry entry = taken.remove(taker); entry != null; entry = taken.remove(taker)) {
            failed(entry, failure);
        }
    }

    private void failed(Entry entry, Failure failure) {
        entry.failed();
        if (removed) {
            bury(entry, DropReason.LINK_REMOVED, failure);
        } else if (entry.attempts() >= terms.attempts()) {
            bury(entry, DropReason.RECEIVE_FAILED, failure);
        } else if (!settlement.hasEnded()) {
            Duration wait = terms.backOffAfter(entry.attempts());
            tryAgainIn(entry, wait);
            if (terms.strictOrder()) {
                backlog.giveBack(entry);
            } else {
                settlement.keepForRetry(entry, wait);
                retries.add(entry);
            }
        }
    }

    private void tryAgainIn(Entry entry, Duration wait) {
        entry.due(System.nanoTime() + wait.toNanos());
        around.wakeSinkIn(wait.toNanos());
    }

    /** The oldest message that this one has taken may or may not have been delivered: it comes again. */
    synchronized void lost(Object taker) {
        Entry entry = taken.remove(taker);
        if (entry == null) {
            return;
        }
        entry.mayHaveBeenDelivered();
        if (removed) {
            bury(entry, DropReason.LINK_REMOVED, new Failure("the link was removed, and the host was lost", ""));
        } else if (entry.isKeptForRetry()) {
            retries.add(entry);
        } else {
            backlog.giveBack(entry);
        }
    }

    private void bury(Entry entry, DropReason reason, Failure why) {
        // After the end of this run it stays on disk, for the next.
        if (!settlement.hasEnded()) {
            settlement.bury(entry, reason, why);
            left(entry);
        }
    }

    /** A message is settled and counted. */
    private void left(Entry entry) {
        bytes -= entry.size();
        room.changed();
        removeIfDone();
    }

    private synchronized void reportLate() {
        settlement.reportIfAny();
    }

    private long settledUpTo() {
        long oldestTaken = taken.oldest();
        long oldest = backlog.oldest();
        if (oldestTaken >= 0 && (oldest < 0 || oldestTaken < oldest)) {
            oldest = oldestTaken;
        }
        return oldest < 0 ? backlog.newestRead() : oldest - 1;
    }

    private void expireNowAndThen() {
        if (terms.maxAge().isPresent() && !expires) {
            expires = true;
            around.every(EXPIRE_EVERY_NANOS, () -> {
                synchronized (this) {
                    expire();
                }
            });
        }
    }

    private void expire() {
        if (terms.maxAge().isEmpty() || settlement.hasEnded()) {
            return;
        }
        long born = around.millis() - terms.maxAge().get().toMillis();
        for (Entry head = head(); head != null && head.stored().at() < born; head = head()) {
            Entry old = backlog.poll();
            if (old != null) {
                settlement.expired(old);
                left(old);
            }
        }
    }

    @Override
    synchronized long size() {
        return pending.size() + backlog.size() + retries.size();
    }

    @Override
    synchronized long offered() {
        return offered;
    }

    @Override
    synchronized long polled() {
        return offered - size();
    }

    @Override
    boolean isClosed() {
        return closed;
    }

    @Override
    synchronized long closeIfEmpty() {
        if (!closed && (size() > 0 || !taken.isEmpty())) {
            return -1;
        }
        closed = true;
        removed = true;
        removeIfDone();
        return offered;
    }

    /** Ends this queue though messages wait in it: they become dead letters. */
    synchronized void buryAll() {
        closed = true;
        removed = true;
        Failure why = new Failure("the link was removed", "");
        for (Entry entry = next(); entry != null; entry = next()) {
            bury(entry, DropReason.LINK_REMOVED, why);
        }
        for (Entry entry = retries.poll(); entry != null; entry = retries.poll()) {
            bury(entry, DropReason.LINK_REMOVED, why);
        }
        removeIfDone();
    }

    private void removeIfDone() {
        if (removed && !settlement.hasEnded() && size() == 0 && taken.isEmpty()) {
            settlement.remove();
        }
    }

    /** Ends this run of the link: what it has stays on disk. */
    synchronized void close() {
        closed = true;
        if (!settlement.hasEnded()) {
            settlement.close();
        }
    }
}
