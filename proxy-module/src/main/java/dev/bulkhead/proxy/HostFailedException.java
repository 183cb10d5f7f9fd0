package dev.bulkhead.proxy;

/** A host that did not come to life, or did not keep to the protocol while it should have. */
public class HostFailedException extends Exception {
    private static final long serialVersionUID = 1;

    HostFailedException(String text) {
        super(text);
    }
}
