package dev.bulkhead.gateway.control;

import java.io.IOException;

/** The gateway answered a call with an error. */
public final class CallFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    CallFailedException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return the number of the error, as {@code docs/control-api.md} lists them} */
    public int code() {
        return code;
    }
}
