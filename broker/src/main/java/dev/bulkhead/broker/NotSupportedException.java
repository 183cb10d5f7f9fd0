package dev.bulkhead.broker;

/** A module was asked for what it cannot do, because it lacks the role. Nothing has changed. */
public final class NotSupportedException extends Exception {
    private static final long serialVersionUID = 1;

    NotSupportedException(String text) {
        super(text);
    }
}
