package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what could not be read any more, and reports it. Thread-safe. */
final class Damage {
    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong torn = new AtomicLong();
    private final AtomicLong repairs = new AtomicLong();

    /** Messages of a link are lost. */
    void lost(long messages, String link, String where) {
        lost.addAndGet(messages);
        LOG.error("{}: {} messages are lost, because what the disk holds is damaged: {}", link, messages, where);
    }

    /** As {@link #lost}, if there are any. */
    void lostOf(LinkKey link, long messages, String where) {
        if (messages > 0) {
            lost(messages, link.source() + " -> " + link.sink(), where);
        }
    }

    /** SQLite drops the end of its log. */
    void torn(long bytes, int transactions, String where) {
        torn.addAndGet(bytes);
        LOG.warn(
                "{}: the last {} bytes, of {} transactions, are cut; they are not whole, because the disk had not confirmed them when the "
                        + "process or the machine stopped, or because they are damaged",
                where,
                bytes,
                transactions);
    }

    /** {@return how many bytes of its log were cut in this run} */
    long torn() {
        return torn.get();
    }

    /** The database was begun anew. */
    void repaired() {
        repairs.incrementAndGet();
    }

    long repairs() {
        return repairs.get();
    }

    /** {@return how many messages were lost in this run} */
    long lost() {
        return lost.get();
    }
}
