package dev.bulkhead.gateway.config;

/** Whose services: each user can have a manager of services besides the system's. */
public enum ServiceScope {
    /** The system's for root, the user's for others. */
    BY_USER,
    /** The system's. */
    SYSTEM,
    /** Those of the gateway's user. */
    USER
}
