package dev.bulkhead.gateway.lifecycle;

/** Who may begin something with a module. */
enum Hold {
    /** Everybody: operators, conditions, restarts, messages. */
    FREE,
    /** Only the change of the configuration that has taken hold of it. */
    RESERVED,
    /** Nobody; what is under way ends. Then it is reserved. */
    HALTING,
    /** Nobody, for good; what is under way ends. */
    STOPPING;

    /** {@return whether what is under way is to end} */
    boolean ends() {
        return this == HALTING || this == STOPPING;
    }
}
