package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.wire.message.FrameDecoder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Goes through the messages of a queue that are not settled, a row at a time. Used by the writer, within a transaction. */
final class QueueCursor implements AutoCloseable {
    private final FrameDecoder decoder = new FrameDecoder();
    private final PreparedStatement select;
    private final ResultSet rows;
    private final long settled;
    private @Nullable GroupReader group;
    private long missing;

    QueueCursor(Database database, long link, long settled) throws SQLException {
        this.settled = settled;
        select = database.prepare("SELECT first, last, count, bytes, before, records FROM " + Schema.queue(link)
                + " WHERE last > ? ORDER BY first");
        select.setLong(1, settled);
        rows = select.executeQuery();
    }

    /** {@return the next message; null if there are no more} */
    @Nullable
    StoredMessage next() throws SQLException {
        GroupReader row = group;
        while (row != null || rows.next()) {
            row = row == null ? new GroupReader(Reader.group(rows)) : row;
            StoredMessage stored = nextOf(row);
            if (stored != null) {
                group = row;
                return stored;
            }
            missing += row.missing();
            row = null;
            group = null;
        }
        return null;
    }

    private @Nullable StoredMessage nextOf(GroupReader row) {
        while (row.find()) {
            if (row.number() <= settled) {
                row.pass();
                continue;
            }
            StoredMessage stored = row.take(decoder);
            if (stored != null) {
                return stored;
            }
        }
        return null;
    }

    /** {@return how many messages were damaged so far} */
    long missing() {
        return missing;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        select.close();
    }
}
