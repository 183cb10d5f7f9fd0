package dev.bulkhead.benchmarks.load;

import java.io.IOException;

/** A way to publish. One thread uses it, unless it {@linkplain #publishers says} otherwise; a full system makes that thread wait. */
public interface Outlet extends AutoCloseable {
    /** {@return whether the system took the message} */
    boolean publish(Parcel parcel) throws Exception;

    /**
     * Publishes the message of this number, and those after it if that is how the system works.
     *
     * @return how many it took
     */
    default int publish(Load load, long sequence) throws Exception {
        return publish(load.parcel(sequence)) ? 1 : 0;
    }

    /**
     * {@return how many threads have to publish at a time, so that so many messages are under way that are not confirmed}
     *
     * @param inFlight how many; at least 1
     */
    default int publishers(int inFlight) {
        return 1;
    }

    @Override
    default void close() throws IOException {}
}
