package dev.bulkhead.gateway.control.rpc;

import dev.bulkhead.gateway.lifecycle.ControlError;
import dev.bulkhead.gateway.lifecycle.RefusedException;

/** What is answered in place of a result. */
final class RpcException extends Exception {
    static final int NO_JSON = -32700;
    static final int BAD_REQUEST = -32600;
    static final int NO_SUCH_METHOD = -32601;
    static final int BAD_PARAMS = -32602;
    static final int INTERNAL = -32603;

    private static final long serialVersionUID = 1L;

    private final int code;

    RpcException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** An error of the lifecycle: its text, then the module's or the gateway's own words. */
    static RpcException of(RefusedException refused) {
        return of(refused.error(), String.valueOf(refused.getMessage()));
    }

    static RpcException of(ControlError error, String words) {
        String text = error.text();
        return new RpcException(error.code(), words.isBlank() || words.equals(text) ? text : text + " " + words);
    }

    int code() {
        return code;
    }
}
