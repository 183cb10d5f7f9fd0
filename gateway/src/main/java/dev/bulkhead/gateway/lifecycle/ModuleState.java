package dev.bulkhead.gateway.lifecycle;

import java.util.Locale;

/** The states of a module. */
public enum ModuleState {
    /** The module is known and does not run. */
    DEACTIVATED,
    /** It is being made, created and started; its host is being brought to life. */
    ACTIVATION,
    /** It runs. */
    ACTIVATED,
    /** It is being destroyed. */
    DEACTIVATION;

    /** {@return the name in a status} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
