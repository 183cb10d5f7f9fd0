package dev.bulkhead.store;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what could not be read any more, and reports it. Thread-safe. */
final class Damage {
    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

    private final AtomicLong lost = new AtomicLong();

    /** Messages of a link are lost. */
    void lost(long messages, String link, String where) {
        lost.addAndGet(messages);
        LOG.error("{}: {} messages are lost, because what the disk holds is damaged: {}", link, messages, where);
    }

    /** {@return how many messages were lost in this run} */
    long lost() {
        return lost.get();
    }
}
