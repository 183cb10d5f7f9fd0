package dev.bulkhead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers that concern the whole store, by their names. */
final class MetaTable {
    /** All numbers of messages below this one may have been used. */
    static final String RESERVED = "reserved";
    /** 1 where the last run ended in order. */
    static final String CLEAN = "clean";
    /** How many dead letters have been deleted because there were too many, or they were too old. */
    static final String PURGED = "dead-letters-purged";

    private final PreparedStatement get;
    private final PreparedStatement put;

    MetaTable(Database database) throws SQLException {
        get = database.prepare("SELECT value FROM meta WHERE name = ?");
        put = database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)");
    }

    long get(String name, long otherwise) throws SQLException {
        get.setString(1, name);
        try (ResultSet row = get.executeQuery()) {
            return row.next() ? row.getLong(1) : otherwise;
        }
    }

    void put(String name, long value) throws SQLException {
        put.setString(1, name);
        put.setLong(2, value);
        int unused = put.executeUpdate();
    }
}
