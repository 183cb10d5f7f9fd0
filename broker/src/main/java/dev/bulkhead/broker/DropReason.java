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
    /** The link was taken away, or its sink. */
    LINK_REMOVED,
    /** The disk did not take the message: it is full, read-only or broken. */
    STORE_FAILED,
    /** The message was on disk, and what is there now is damaged. Last, because the numbers are part of the wire protocol. */
    STORE_DAMAGED;

    /** {@return the name in a status, such as {@code sink-down}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * {@return the reason of this name}
     *
     * @throws IllegalArgumentException if there is none
     */
    static DropReason of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
