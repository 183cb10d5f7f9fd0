package dev.bulkhead.wire.session;

/** The two sides of a session. */
public enum Role {
    GATEWAY,
    HOST
}
