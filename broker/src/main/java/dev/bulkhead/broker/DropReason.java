package dev.bulkhead.broker;

import java.util.Locale;

/** Why a link dropped a message. */
public enum DropReason {
    /** The queue was full, and the policy drops the oldest or the newest. */
    OVERFLOW,
    /** The publisher waited {@code blockFor} and there was still no room. */
    TIMEOUT,
    /** The queue was full and the sink was not running. */
    SINK_DOWN,
    /** {@code receive} threw. */
    RECEIVE_FAILED,
    /** The module host had the message when it went away. */
    HOST_LOST,
    /** The queue was full and the sink was suspended. */
    SINK_SUSPENDED,
    /** The link was taken away, or its sink. Last, because the number is part of the wire protocol. */
    LINK_REMOVED;

    /** {@return the name in a status, such as {@code sink-down}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
