package dev.bulkhead.samples;

import java.io.IOException;
import java.util.List;

/** A part of the machine that can be measured. */
interface Source {
    /** {@return what the log calls this source} */
    String name();

    /**
     * Measures. A source that compares with its previous reading has nothing to say the first time.
     *
     * @return what was measured; empty if there is nothing to say this time
     * @throws IOException if the source cannot be read
     * @throws IllegalArgumentException if what was read makes no sense
     */
    List<Reading> read() throws IOException;
}
