package dev.bulkhead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The tables of the database. A link's queue has a table of its own, so that a message goes to the end of a tree and comes from its
 * front; each row holds a {@link Group}.
 */
final class Schema {
    /** Counted up when an older version could not read what this one writes. */
    private static final int FORMAT = 1;

    /** What the names of tables with queues begin with. */
    static final String QUEUE = "queue_";

    private static final String[] TABLES = {
        "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE IF NOT EXISTS link (
          id INTEGER PRIMARY KEY, source TEXT NOT NULL, sink TEXT NOT NULL, match TEXT NOT NULL,
          settled INTEGER NOT NULL, appended INTEGER NOT NULL, lost INTEGER NOT NULL,
          delivered INTEGER NOT NULL, dead_lettered INTEGER NOT NULL, expired INTEGER NOT NULL, dropped TEXT NOT NULL,
          UNIQUE (source, sink, match))""",
        """
        CREATE TABLE IF NOT EXISTS retry (
          number INTEGER PRIMARY KEY, link INTEGER NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
          record BLOB NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS dead_letter (
          id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, sink TEXT NOT NULL, match TEXT NOT NULL,
          number INTEGER NOT NULL, published INTEGER NOT NULL, died INTEGER NOT NULL, reason TEXT NOT NULL,
          attempts INTEGER NOT NULL, bytes INTEGER NOT NULL, cause TEXT NOT NULL, trace TEXT NOT NULL, record BLOB NOT NULL)""",
        "CREATE TABLE IF NOT EXISTS written (day INTEGER PRIMARY KEY, bytes INTEGER NOT NULL)"
    };

    private Schema() {}

    /**
     * Makes the tables that are not there.
     *
     * @throws SQLException if a newer version has written them
     */
    static void make(Database database) throws SQLException {
        long format = number(database, "PRAGMA user_version");
        if (format > FORMAT) {
            throw new SQLException("it was written by a newer version of the gateway: its format is " + format
                    + ", this version reads " + FORMAT + "; run the newer version, or move the file away");
        }
        database.begin(true);
        for (String table : TABLES) {
            database.run(table);
        }
        if (format != FORMAT) {
            database.run("PRAGMA user_version = " + FORMAT);
        }
        database.commit();
    }

    /** {@return the name of the table with the queue of a link} */
    static String queue(long link) {
        return QUEUE + link;
    }

    static void makeQueue(Database database, long link) throws SQLException {
        database.run(
                "CREATE TABLE IF NOT EXISTS " + queue(link) + " (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, "
                        + "count INTEGER NOT NULL, bytes INTEGER NOT NULL, before INTEGER NOT NULL, records BLOB NOT NULL)");
    }

    static void dropQueue(Database database, long link) throws SQLException {
        database.run("DROP TABLE IF EXISTS " + queue(link));
    }

    private static long number(Database database, String sql) throws SQLException {
        try (PreparedStatement statement = database.prepare(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
