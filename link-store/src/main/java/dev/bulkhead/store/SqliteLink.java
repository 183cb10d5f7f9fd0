package dev.bulkhead.store;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.LinkStore.Listener;
import dev.bulkhead.broker.store.Past;
import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A link that is open. */
final class SqliteLink implements StoredLink {
    private final Opened opened;
    private volatile Durability durability;
    private final Listener listener;
    private final Intake intake;
    private final Reader reader;
    private final OpenLinks open;
    private final ReadPosition position = new ReadPosition();
    /** Belongs to the writer. */
    private long appended;

    private volatile boolean removed;
    /** Changed under the lock of the intake. */
    private volatile long settled;
    /** Under the lock of the intake. */
    private Totals totals;

    SqliteLink(Opened opened, Durability durability, Listener listener, Intake intake, Reader reader, OpenLinks open) {
        this.opened = opened;
        this.durability = durability;
        this.listener = listener;
        this.intake = intake;
        this.reader = reader;
        this.open = open;
        appended = opened.appended();
        settled = opened.settled();
        totals = opened.past().totals();
    }

    long id() {
        return opened.id();
    }

    LinkKey key() {
        return opened.key();
    }

    Listener listener() {
        return listener;
    }

    Sync sync() {
        return durability.sync();
    }

    boolean isSyncedInIntervals() {
        return durability.sync() == Sync.INTERVAL;
    }

    Duration syncEvery() {
        return durability.syncEvery();
    }

    /** {@return whether nothing of this link is to be written any more} */
    boolean isRemoved() {
        return removed;
    }

    ReadPosition position() {
        return position;
    }

    long settledUpTo() {
        return settled;
    }

    /** Called under the lock of the intake. */
    void setSettled(long upTo, Totals counts) {
        settled = Math.max(settled, upTo);
        totals = counts;
    }

    /** Called under the lock of the intake. */
    Settlement settlement() {
        return new Settlement(this, settled, totals);
    }

    /** {@return how many messages this link has had since it began; for the writer} */
    long appended() {
        return appended;
    }

    void countAppended(int messages) {
        appended += messages;
    }

    @Override
    public Past past() {
        return opened.past();
    }

    @Override
    public void durability(Durability next) {
        durability = next;
    }

    @Override
    public long append(Message message, long at) {
        return intake.append(this, message, at);
    }

    @Override
    public List<StoredMessage> read(long after, int maxMessages, long maxBytes) throws IOException {
        return reader.read(this, Math.max(after, settled), maxMessages, maxBytes);
    }

    @Override
    public void settled(long upTo, Totals counts) {
        intake.settle(this, upTo, counts);
    }

    @Override
    public void keepForRetry(Retry retry) {
        intake.change(this, tables -> tables.retries().put(id(), retry), null);
    }

    @Override
    public void retried(long number, Totals counts) {
        intake.change(this, tables -> tables.retries().delete(number), counts);
    }

    @Override
    public void bury(Burial burial, Totals counts) {
        Change change = tables -> {
            tables.deadLetters().add(key(), burial);
            tables.retries().delete(burial.stored().number());
        };
        intake.change(this, change, counts);
    }

    @Override
    public void remove() {
        removed = true;
        intake.change(this, tables -> tables.drop(id()), null);
        close();
    }

    @Override
    public void close() {
        open.closed(this);
    }

    @Override
    public String toString() {
        return key().source() + " -> " + key().sink();
    }
}
