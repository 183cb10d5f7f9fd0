package dev.bulkhead.wire.packet;

/** Why a request was refused. A fatal error ends the session; after any other the sender may go on. */
public enum ErrorCode {
    /** Bytes that are no packets: truncated, a wrong length, a field that does not fit. */
    BAD_PACKET(1, true),
    /** A packet type that the receiver does not know. */
    UNKNOWN_TYPE(2, false),
    /** A packet, or the message in it, exceeds the limit. */
    TOO_LARGE(3, true),
    /** The token in a hello is wrong. */
    BAD_TOKEN(4, true),
    /** The protocol majors differ. */
    VERSION_MISMATCH(5, true),
    /** A known packet at the wrong time, or from the wrong side. */
    BAD_STATE(6, true),
    /** The epoch is not that of the present session: say hello again. */
    UNKNOWN_SESSION(7, true),
    /** The sequence number is neither the last one nor the next. */
    OUT_OF_SEQUENCE(8, true),
    /** The module of this hello is attached to another host. */
    TAKEN(9, false),
    /** Something failed in the receiver that the sender has no part in. */
    INTERNAL(10, true);

    private final int code;
    private final boolean fatal;

    ErrorCode(int code, boolean fatal) {
        this.code = code;
        this.fatal = fatal;
    }

    /** {@return the number on the wire} */
    public int code() {
        return code;
    }

    /** {@return whether the session ends} */
    public boolean isFatal() {
        return fatal;
    }

    /**
     * {@return the code with this number}
     *
     * @throws ProtocolException BAD_PACKET if there is none
     */
    public static ErrorCode of(int code) throws ProtocolException {
        for (ErrorCode candidate : values()) {
            if (candidate.code == code) {
                return candidate;
            }
        }
        throw new ProtocolException(BAD_PACKET, "there is no error code " + code);
    }
}
