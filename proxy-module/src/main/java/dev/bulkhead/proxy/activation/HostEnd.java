package dev.bulkhead.proxy.activation;

import java.util.OptionalInt;

/**
 * How a host came to its end.
 *
 * @param outOfMemory whether it had used up the memory that it may take
 * @param inOrder whether it ended by itself, with the exit status 0
 * @param text what is known, for the operator
 * @param status the exit status of its process, 128 and the number of the signal where one ended it; empty if nobody knows
 */
public record HostEnd(boolean outOfMemory, boolean inOrder, String text, OptionalInt status) {
    /** An end that was not in order, and of which no more is known. */
    public HostEnd(boolean outOfMemory, String text) {
        this(outOfMemory, false, text, OptionalInt.empty());
    }

    /** {@return the same end, not in order, with what else is known of it} */
    HostEnd explained(boolean forMemory, String explanation) {
        return new HostEnd(forMemory, false, explanation, status);
    }
}
