package dev.bulkhead.store;

import java.sql.SQLException;

/** What the database holds is not what was written. */
final class DamagedException extends SQLException {
    private static final long serialVersionUID = 1L;

    DamagedException(String what, Throwable cause) {
        super(what, cause);
    }
}
