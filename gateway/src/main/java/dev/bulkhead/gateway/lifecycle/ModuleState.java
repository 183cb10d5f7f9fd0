package dev.bulkhead.gateway.lifecycle;

import java.util.Locale;

/** The states of a module. {@code docs/lifecycle.md} has the table of what leads from one to another. */
public enum ModuleState {
    /** The module is known, and may not be activated before somebody says that it is there. */
    UNAVAILABLE,
    /** The module is known and does not run. */
    DEACTIVATED,
    /** It runs as soon as its conditions hold. */
    PRECONDITION,
    /** It is being made, created and started; its host is being brought to life. */
    ACTIVATION,
    /** It runs, or is suspended. */
    ACTIVATED,
    /** It is being destroyed. */
    DEACTIVATION,
    /** Its state is on disk, and its process gone. */
    HIBERNATED,
    /** It was taken away, and is nothing but a name in a last event. */
    DESTROYED;

    /** {@return the name in a status} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the name in an event} */
    public String title() {
        return name().charAt(0) + label().substring(1);
    }
}
