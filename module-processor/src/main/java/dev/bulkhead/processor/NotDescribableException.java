package dev.bulkhead.processor;

/** A type that arguments cannot have; the text tells the author why. */
final class NotDescribableException extends Exception {
    private static final long serialVersionUID = 1;

    NotDescribableException(String text) {
        super(text);
    }
}
