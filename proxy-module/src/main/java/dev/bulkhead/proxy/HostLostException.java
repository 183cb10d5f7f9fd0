package dev.bulkhead.proxy;

/** A host that had said hello is gone. */
public final class HostLostException extends HostFailedException {
    private static final long serialVersionUID = 1;

    HostLostException(String message) {
        super(message);
    }
}
