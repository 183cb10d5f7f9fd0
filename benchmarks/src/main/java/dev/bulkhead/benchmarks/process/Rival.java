package dev.bulkhead.benchmarks.process;

import dev.bulkhead.benchmarks.load.Outlet;
import dev.bulkhead.benchmarks.load.Tally;

/**
 * A system that moves messages between processes. Each process has one object and calls one of the methods, which returns when
 * messages can flow.
 */
interface Rival {
    /** The far end: receives and counts. */
    void sink(Tally tally) throws Exception;

    /** The far end: sends back what it receives, decoded and encoded anew. */
    void echo() throws Exception;

    /** The near end for {@link #sink}. */
    Outlet source() throws Exception;

    /** The near end for {@link #echo}; counts what comes back. */
    Outlet driver(Tally tally) throws Exception;
}
