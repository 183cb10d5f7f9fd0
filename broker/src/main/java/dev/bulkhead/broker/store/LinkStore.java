package dev.bulkhead.broker.store;

/** Keeps the messages of durable links on disk, and those that could not be delivered. Thread-safe. */
public interface LinkStore {
    /** Hears what became of appended messages, on the store's own thread. Must return soon. */
    interface Listener {
        /**
         * All messages up to this one are on disk, as surely as was asked for.
         *
         * @param upTo a number that {@link StoredLink#append} gave; grows from call to call
         */
        void stored(long upTo);

        /**
         * The messages that came after the last one reported, up to this one, are not on disk and will not be.
         *
         * @param upTo a number that {@link StoredLink#append} gave; grows from call to call
         * @param why what the disk said, for the operator
         */
        void failed(long upTo, String why);
    }

    /**
     * Opens what there is of a link, or begins it. What an earlier link between the same modules left that is open no more comes
     * with it, in order.
     *
     * @throws IllegalStateException if the link is open already, or the store is closed
     */
    StoredLink open(LinkKey link, Durability durability, Listener listener);
}
