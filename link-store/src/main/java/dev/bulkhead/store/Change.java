package dev.bulkhead.store;

import java.sql.SQLException;

/** Something to be written that is not a message and not a settlement. Called within a transaction, again if that failed. */
interface Change {
    void write(Tables tables) throws SQLException;
}
