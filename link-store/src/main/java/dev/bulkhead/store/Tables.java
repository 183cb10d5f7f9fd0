package dev.bulkhead.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** All tables, as the writer uses them over one connection. Belongs to the writer. */
final class Tables implements AutoCloseable {
    private final Database database;
    private final MetaTable meta;
    private final LinkTable links;
    private final RetryTable retries;
    private final DeadLetterTable deadLetters;
    private final WrittenTable written;
    private final Map<Long, QueueTable> queues = new HashMap<>();

    private Tables(Database database, StoreSettings settings) throws SQLException {
        this.database = database;
        meta = new MetaTable(database);
        links = new LinkTable(database);
        retries = new RetryTable(database);
        deadLetters = new DeadLetterTable(database, meta, settings);
        written = new WrittenTable(database);
    }

    /** Opens the file, or makes it. */
    static Tables open(Path folder, StoreSettings settings) throws SQLException, IOException {
        Database database = Database.forWriting(folder);
        try {
            Schema.make(database);
            return new Tables(database, settings);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    Database database() {
        return database;
    }

    MetaTable meta() {
        return meta;
    }

    LinkTable links() {
        return links;
    }

    RetryTable retries() {
        return retries;
    }

    DeadLetterTable deadLetters() {
        return deadLetters;
    }

    WrittenTable written() {
        return written;
    }

    /** {@return the queue of a link that is there} */
    QueueTable queue(long link) throws SQLException {
        QueueTable queue = queues.get(link);
        if (queue == null) {
            queue = new QueueTable(database, link);
            queues.put(link, queue);
        }
        return queue;
    }

    /** Puts another table in the place of a link's queue. */
    void replaceQueue(long link, long by) throws SQLException {
        forgetQueue(link);
        Schema.dropQueue(database, link);
        database.run("ALTER TABLE " + Schema.queue(by) + " RENAME TO " + Schema.queue(link));
    }

    private void forgetQueue(long link) throws SQLException {
        QueueTable queue = queues.remove(link);
        if (queue != null) {
            queue.close();
        }
    }

    /** Deletes all that there is of a link. */
    void drop(long link) throws SQLException {
        forgetQueue(link);
        Schema.dropQueue(database, link);
        retries.deleteOf(link);
        links.delete(link);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
