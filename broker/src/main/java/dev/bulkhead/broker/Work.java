package dev.bulkhead.broker;

/**
 * How much a member has done so far.
 *
 * @param batches how many batches of messages it took; those of a {@link Forwarder} are its requests, about
 * @param nanos how long they took in all, from the first {@code receive} to the return of {@code endOfBatch}, in nanoseconds
 */
public record Work(long batches, long nanos) {
    /** {@return both together} */
    public Work plus(Work other) {
        return new Work(batches + other.batches, nanos + other.nanos);
    }

    /** {@return what was done since then} */
    public Work minus(Work earlier) {
        return new Work(batches - earlier.batches, nanos - earlier.nanos);
    }
}
