package dev.bulkhead.benchmarks.load;

import java.io.IOException;

/** A way to publish. One thread uses it; a full system makes that thread wait. */
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

    @Override
    default void close() throws IOException {}
}
