package dev.bulkhead.store;

import dev.bulkhead.broker.store.Retry;
import dev.bulkhead.broker.store.StoredMessage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The messages that wait for another attempt. */
final class RetryTable {
    private final Database database;
    private final PreparedStatement put;
    private final PreparedStatement delete;

    RetryTable(Database database) throws SQLException {
        this.database = database;
        put = database.prepare(
                "INSERT OR REPLACE INTO retry (number, link, attempts, due, record) VALUES (?, ?, ?, ?, ?)");
        delete = database.prepare("DELETE FROM retry WHERE number = ?");
    }

    void put(long link, Retry retry) throws SQLException {
        put.setLong(1, retry.stored().number());
        put.setLong(2, link);
        put.setInt(3, retry.attempts());
        put.setLong(4, retry.due());
        put.setBytes(5, Records.write(retry.stored()));
        int unused = put.executeUpdate();
    }

    void delete(long number) throws SQLException {
        delete.setLong(1, number);
        int unused = delete.executeUpdate();
    }

    void deleteOf(long link) throws SQLException {
        database.run("DELETE FROM retry WHERE link = " + link);
    }

    /** Hands what waits to another link. */
    void move(long from, long to) throws SQLException {
        database.run("UPDATE retry SET link = " + to + " WHERE link = " + from);
    }

    /** {@return what waits for another attempt; what is damaged is left out, and damaged gets its number} */
    List<Retry> of(long link, List<Long> damaged) throws SQLException {
        List<Retry> retries = new ArrayList<>();
        try (PreparedStatement select =
                database.prepare("SELECT number, attempts, due, record FROM retry WHERE link = ? ORDER BY number")) {
            select.setLong(1, link);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    StoredMessage stored = Records.read(row.getBytes(4));
                    if (stored == null || stored.number() != row.getLong(1)) {
                        damaged.add(row.getLong(1));
                    } else {
                        retries.add(new Retry(stored, row.getInt(2), row.getLong(3)));
                    }
                }
            }
        }
        return retries;
    }
}
