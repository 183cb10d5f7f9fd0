package dev.bulkhead.broker;

/** Hears of every message that a module has processed, in order, on the module's thread. */
public interface DeliveryListener {
    /** Hears nothing. */
    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void processed(String source, boolean returned) {}

        @Override
        public void batchEnded() {}
    };

    /**
     * The module is done with one more message.
     *
     * @param source the member that published it
     * @param returned whether {@code receive} returned; if not, it threw
     */
    void processed(String source, boolean returned);

    /** The module's {@code endOfBatch} has returned. */
    void batchEnded();
}
