package dev.bulkhead.broker;

import org.jspecify.annotations.Nullable;

/** Hears of every message that a module has processed, in order, on the module's thread. */
public interface DeliveryListener {
    /** Hears nothing. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void processed(String source, @Nullable Throwable thrown) {}

        @Override
        public void batchEnded() {}
    };

    /**
     * The module is done with one more message.
     *
     * @param source the member that published it
     * @param thrown what {@code receive} threw; null if it returned
     */
    void processed(String source, @Nullable Throwable thrown);

    /** The module's {@code endOfBatch} has returned. */
    void batchEnded();
}
