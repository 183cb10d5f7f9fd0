package dev.bulkhead.gateway.lifecycle;

import java.util.Locale;

/** What can be asked of a module. */
public enum Request {
    /** Run. */
    ACTIVATE,
    /** Do not run. */
    DEACTIVATE,
    /** Count as not there. */
    UNAVAILABLE,
    /** Rest. */
    SUSPEND,
    /** Go on. */
    RESUME,
    /** Rest on disk. */
    HIBERNATE,
    /** Be taken away. */
    DESTROY;

    /** {@return the word for it} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
