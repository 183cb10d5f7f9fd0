package dev.bulkhead.proxy;

/** The module's own failure to be made, created or started in its host, in its own words. */
public final class ModuleFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean notInstantiated;

    ModuleFailedException(String text, boolean notInstantiated) {
        super(text);
        this.notInstantiated = notInstantiated;
    }

    /** {@return whether there was not even an object: no such class, or its constructor threw} */
    public boolean isNotInstantiated() {
        return notInstantiated;
    }
}
