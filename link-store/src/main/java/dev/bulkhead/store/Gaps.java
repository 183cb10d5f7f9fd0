package dev.bulkhead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What is missing between the rows of a queue.
 *
 * @param messages how many there are that are not settled
 * @param missing how many are missing, as far as the rows around them and the link tell
 * @param appended how many messages the link has had, without those missing
 */
record Gaps(long messages, long missing, long appended) {

    /** Counts what is missing, and has the rows number their messages through again, so that it is counted once. */
    static Gaps close(Database database, LinkRow link) throws SQLException {
        String table = Schema.queue(link.id());
        long messages = 0;
        long missing = 0;
        long expected = -1;
        try (PreparedStatement select =
                        database.prepare("SELECT first, last, count, before FROM " + table + " ORDER BY first");
                PreparedStatement update = database.prepare("UPDATE " + table + " SET before = ? WHERE first = ?");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long before = row.getLong(4);
                missing += expected < 0 ? 0 : Math.max(0, before - expected);
                expected = before + row.getLong(3);
                messages += row.getLong(2) > link.settled() ? row.getLong(3) : 0;
                update.setLong(1, before - missing);
                update.setLong(2, row.getLong(1));
                int unused = update.executeUpdate();
            }
        }
        long atEnd = Math.max(0, link.appended() - Math.max(expected, 0));
        missing += expected < 0 ? 0 : atEnd;
        return new Gaps(messages, missing, Math.max(expected, link.appended()) - missing);
    }
}
