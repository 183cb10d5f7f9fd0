package dev.bulkhead.gateway.config;

/** What becomes of a module when the gateway starts. */
public enum StartMode {
    /** It is activated. */
    ACTIVATED("Activated"),
    /** It waits until somebody activates it. */
    DEACTIVATED("Deactivated"),
    /** It is known, and cannot be activated before somebody says that it is there. */
    UNAVAILABLE("Unavailable");

    private final String label;

    StartMode(String label) {
        this.label = label;
    }

    /** {@return the word in {@code gateway.json}} */
    public String label() {
        return label;
    }
}
