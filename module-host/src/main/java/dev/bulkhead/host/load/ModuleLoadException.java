package dev.bulkhead.host.load;

/** A module's class that cannot be used; the text tells the operator why. */
public final class ModuleLoadException extends Exception {
    private static final long serialVersionUID = 1;

    ModuleLoadException(String text) {
        super(text);
    }
}
