package dev.bulkhead.wire.message;

/** Bytes that are no message frame; the text says what is wrong and at which offset. */
public final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedFrameException(String text) {
        super(text);
    }
}
