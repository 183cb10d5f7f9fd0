package dev.bulkhead.proxy;

import java.util.OptionalInt;

/**
 * Why a host is gone.
 *
 * @param kind what was noticed
 * @param text what is known, for the operator
 * @param status the exit status of its process, 128 and the number of the signal where one ended it; empty if nobody knows
 */
public record HostLoss(Kind kind, String text, OptionalInt status) {
    /** The loss of a host whose process may still be there. */
    public HostLoss(Kind kind, String text) {
        this(kind, text, OptionalInt.empty());
    }

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
