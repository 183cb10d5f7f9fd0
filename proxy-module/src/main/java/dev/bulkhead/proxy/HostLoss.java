package dev.bulkhead.proxy;

/**
 * Why a host is gone.
 *
 * @param kind what was noticed
 * @param text what is known, for the operator
 */
public record HostLoss(Kind kind, String text) {
    /** What was noticed of a host that is gone. */
    public enum Kind {
        /** Its process has failed. */
        EXITED,
        /** Its process has ended by itself, with the exit status 0. */
        ENDED,
        /** Its process has ended, because it had used up the memory that it may take. */
        OUT_OF_MEMORY,
        /** No heartbeat came within the limit. */
        SILENT,
        /** Its module did not come back from a call. */
        HUNG,
        /** It broke the protocol. */
        PROTOCOL
    }
}
