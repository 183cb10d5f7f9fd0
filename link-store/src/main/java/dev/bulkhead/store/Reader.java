package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.wire.message.FrameDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads queues over a connection of its own, while the writer writes. Thread-safe. */
final class Reader implements AutoCloseable {
    private final Path folder;
    private final Damage damage;
    private final Health health;
    private final ReentrantLock lock = new ReentrantLock();
    private final FrameDecoder decoder = new FrameDecoder();
    private @Nullable Database database;

    Reader(Path folder, Damage damage, Health health) {
        this.folder = folder;
        this.damage = damage;
        this.health = health;
    }

    /** Does something to the file while nobody reads it. */
    interface Work<T> {
        T run() throws SQLException, IOException;
    }

    /** {@return the result of what is done while nobody reads} */
    <T> T whileClosed(Work<T> work) throws SQLException, IOException {
        lock.lock();
        try {
            close();
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link dev.bulkhead.broker.store.StoredLink#read}. */
    List<StoredMessage> read(SqliteLink link, long after, int maxMessages, long maxBytes) throws IOException {
        lock.lock();
        try {
            Taken taken = new Taken(after, maxMessages, maxBytes, decoder);
            read(link, taken);
            return taken.messages();
        } catch (SQLException e) {
            health.suspect(e);
            close();
            throw new IOException("cannot read the messages of " + link + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** What is read. */
    interface Query<T> {
        T run(Database database) throws SQLException;
    }

    /** {@return what is read} */
    <T> T query(Query<T> query) throws IOException {
        lock.lock();
        try {
            return query.run(connected());
        } catch (SQLException e) {
            health.suspect(e);
            close();
            throw new IOException("cannot read the store of durable links: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void read(SqliteLink link, Taken taken) throws SQLException {
        GroupReader group = link.position().groupAfter(taken.after());
        long passed;
        if (group == null) {
            passed = passed(link, taken.after());
        } else {
            if (!takeFrom(group, link, taken)) {
                return;
            }
            passed = group.last();
        }
        readRows(link, passed, taken);
    }

    private boolean takeFrom(GroupReader group, SqliteLink link, Taken taken) {
        boolean end = taken.takeAll(group);
        link.position().set(end ? null : group, taken.after());
        if (end && group.missing() > 0 && link.position().isNewDamage(group.last())) {
            damage.lost(group.missing(), link.toString(), group.place());
        }
        return end;
    }

    /** {@return a number behind which the first row begins that has messages after this one} */
    private long passed(SqliteLink link, long after) throws SQLException {
        try (PreparedStatement select = connected()
                .prepare("SELECT first, last FROM " + Schema.queue(link.id())
                        + " WHERE first <= ? ORDER BY first DESC LIMIT 1")) {
            select.setLong(1, after);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(2) > after ? row.getLong(1) - 1 : after;
            }
        }
    }

    private void readRows(SqliteLink link, long passed, Taken taken) throws SQLException {
        if (taken.isFull()) {
            return;
        }
        try (PreparedStatement select = connected()
                .prepare("SELECT first, last, count, bytes, before, records FROM " + Schema.queue(link.id())
                        + " WHERE first > ? ORDER BY first")) {
            select.setLong(1, passed);
            try (ResultSet row = select.executeQuery()) {
                boolean end = true;
                while (end && !taken.isFull() && row.next()) {
                    end = takeFrom(new GroupReader(group(row)), link, taken);
                }
            }
        }
    }

    static Group group(ResultSet row) throws SQLException {
        byte[] records = row.getBytes(6);
        return new Group(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                row.getLong(4),
                row.getLong(5),
                records == null ? new byte[0] : records);
    }

    private Database connected() throws SQLException {
        Database open = database;
        if (open == null) {
            open = Database.forReading(folder);
            database = open;
        }
        return open;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (database != null) {
                database.close();
            }
        } catch (SQLException e) { // it is not used any more
            assert e.getMessage() != null;
        } finally {
            database = null;
            lock.unlock();
        }
    }
}
