package dev.bulkhead.packages;

/** A package that cannot be used; the text tells the operator why, and what to do. */
public final class PackageException extends Exception {
    private static final long serialVersionUID = 1;

    public PackageException(String text) {
        super(text);
    }

    public PackageException(String text, Throwable cause) {
        super(text, cause);
    }
}
