package dev.bulkhead.store;

import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.LinkKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;

/** The dead letters, as the writer changes them. Knows how many they are, for as long as all transactions succeed. */
final class DeadLetterTable {
    private static final String OLDEST = "SELECT id, bytes, died FROM dead_letter ORDER BY id LIMIT 1";

    private final Database database;
    private final MetaTable meta;
    private final StoreSettings settings;
    private final PreparedStatement insert;
    private long count;
    private long bytes;
    private long purged;

    DeadLetterTable(Database database, MetaTable meta, StoreSettings settings) throws SQLException {
        this.database = database;
        this.meta = meta;
        this.settings = settings;
        insert = database.prepare("INSERT INTO dead_letter "
                + "(source, sink, match, number, published, died, reason, attempts, bytes, cause, trace, record) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        countAll();
        purged = meta.get(MetaTable.PURGED, 0);
    }

    private void countAll() throws SQLException {
        try (PreparedStatement select = database.prepare("SELECT count(*), coalesce(sum(bytes), 0) FROM dead_letter");
                ResultSet row = select.executeQuery()) {
            count = row.getLong(1);
            bytes = row.getLong(2);
        }
    }

    /** {@return what there is, as committed or not} */
    DeadLetterCounts counts() {
        return new DeadLetterCounts(count, bytes, purged);
    }

    /** Adds one, and deletes the oldest where there are too many now. */
    void add(LinkKey link, Burial burial) throws SQLException {
        long size = burial.stored().message().size();
        insert.setString(1, link.source());
        insert.setString(2, link.sink());
        insert.setString(3, JsonText.of(link.match()));
        insert.setLong(4, burial.stored().number());
        insert.setLong(5, burial.stored().at());
        insert.setLong(6, burial.at());
        insert.setString(7, burial.reason());
        insert.setInt(8, burial.attempts());
        insert.setLong(9, size);
        insert.setString(10, burial.cause());
        insert.setString(11, burial.trace());
        insert.setBytes(12, Records.write(burial.stored()));
        int unused = insert.executeUpdate();
        count++;
        bytes += size;
        trim();
    }

    /** {@return how many there were; the others go} */
    long delete(Collection<Long> ids) throws SQLException {
        long deleted = 0;
        try (PreparedStatement delete = database.prepare("DELETE FROM dead_letter WHERE id = ?")) {
            for (long id : ids) {
                delete.setLong(1, id);
                deleted += delete.executeUpdate();
            }
        }
        countAll();
        return deleted;
    }

    /** {@return how many died before then, and are gone} */
    long deleteOlderThan(Instant moment) throws SQLException {
        try (PreparedStatement delete = database.prepare("DELETE FROM dead_letter WHERE died < ?")) {
            delete.setLong(1, moment.toEpochMilli());
            long deleted = delete.executeUpdate();
            countAll();
            return deleted;
        }
    }

    /** Deletes what is over the limits. */
    void trim() throws SQLException {
        long before = purged;
        long tooOld =
                settings.clock().instant().minus(settings.deadLetters().age()).toEpochMilli();
        while (deleteOldest(tooOld)) {
            purged++;
        }
        if (purged > before) {
            meta.put(MetaTable.PURGED, purged);
        }
    }

    private boolean deleteOldest(long tooOld) throws SQLException {
        DeadLetterLimits limits = settings.deadLetters();
        boolean over = count > limits.count() || (bytes > limits.bytes() && count > 1);
        try (PreparedStatement select = database.prepare(OLDEST);
                ResultSet row = select.executeQuery()) {
            if (!row.next() || (!over && row.getLong(3) >= tooOld)) {
                return false;
            }
            bytes -= row.getLong(2);
            count--;
            database.run("DELETE FROM dead_letter WHERE id = " + row.getLong(1));
            return true;
        }
    }
}
