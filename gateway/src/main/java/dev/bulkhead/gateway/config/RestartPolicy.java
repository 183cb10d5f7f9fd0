package dev.bulkhead.gateway.config;

/** When a module that went down without being asked to is activated again. */
public enum RestartPolicy {
    /** Not by itself. */
    NEVER("never"),
    /** When it failed, or could not be activated. */
    ON_FAILURE("on-failure"),
    /** Also when its host ended in order. */
    ALWAYS("always");

    private final String label;

    RestartPolicy(String label) {
        this.label = label;
    }

    /** {@return the word in {@code gateway.json}} */
    public String label() {
        return label;
    }
}
