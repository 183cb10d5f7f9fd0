package dev.bulkhead.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The rows of one link, as the writer changes them. */
final class QueueTable {
    private final PreparedStatement insert;
    private final PreparedStatement delete;

    QueueTable(Database database, long link) throws SQLException {
        String table = Schema.queue(link);
        insert = database.prepare(
                "INSERT INTO " + table + " (first, last, count, bytes, before, records) VALUES (?, ?, ?, ?, ?, ?)");
        delete = database.prepare("DELETE FROM " + table + " WHERE first <= ? AND last <= ?");
    }

    void add(Group group) throws SQLException {
        insert.setLong(1, group.first());
        insert.setLong(2, group.last());
        insert.setInt(3, group.count());
        insert.setLong(4, group.bytes());
        insert.setLong(5, group.before());
        insert.setBytes(6, group.records());
        int unused = insert.executeUpdate();
    }

    /** Deletes the rows of which nothing needs to be kept. */
    void deleteUpTo(long number) throws SQLException {
        delete.setLong(1, number);
        delete.setLong(2, number);
        int unused = delete.executeUpdate();
    }

    void close() throws SQLException {
        insert.close();
        delete.close();
    }
}
