package dev.bulkhead.proxy.activation;

/**
 * How a host came to its end.
 *
 * @param outOfMemory whether it had used up the memory that it may take
 * @param inOrder whether it ended by itself, with the exit status 0
 * @param text what is known, for the operator
 */
public record HostEnd(boolean outOfMemory, boolean inOrder, String text) {
    /** An end that was not in order. */
    public HostEnd(boolean outOfMemory, String text) {
        this(outOfMemory, false, text);
    }
}
