package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.Totals;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The links that the store knows, open or not. */
final class LinkTable {
    private static final String COLUMNS =
            "id, source, sink, match, settled, appended, lost, delivered, dead_lettered, expired, dropped";

    private final Database database;
    private final PreparedStatement save;

    LinkTable(Database database) throws SQLException {
        this.database = database;
        save = database.prepare(
                "UPDATE link SET settled = ?, appended = ?, lost = ?, delivered = ?, dead_lettered = ?, "
                        + "expired = ?, dropped = ? WHERE id = ?");
    }

    List<LinkRow> all() throws SQLException {
        return all(database);
    }

    static List<LinkRow> all(Database database) throws SQLException {
        List<LinkRow> links = new ArrayList<>();
        try (PreparedStatement select = database.prepare("SELECT " + COLUMNS + " FROM link ORDER BY id");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                links.add(read(row));
            }
        }
        return links;
    }

    private static LinkRow read(ResultSet row) throws SQLException {
        LinkKey key = new LinkKey(row.getString(2), row.getString(3), JsonText.texts(row.getString(4)));
        Totals totals = new Totals(row.getLong(8), JsonText.counts(row.getString(11)), row.getLong(9), row.getLong(10));
        return new LinkRow(row.getLong(1), key, row.getLong(5), row.getLong(6), row.getLong(7), totals);
    }

    /** Begins a link that has nothing yet. */
    LinkRow add(LinkKey key) throws SQLException {
        try (PreparedStatement insert = database.prepare(
                "INSERT INTO link (source, sink, match, settled, appended, lost, delivered, dead_lettered, expired, dropped) "
                        + "VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0, '{}') RETURNING id")) {
            insert.setString(1, key.source());
            insert.setString(2, key.sink());
            insert.setString(3, JsonText.of(key.match()));
            try (ResultSet row = insert.executeQuery()) {
                long id = row.getLong(1);
                Schema.makeQueue(database, id);
                return new LinkRow(id, key, 0, 0, 0, Totals.NONE);
            }
        }
    }

    /** Adds a link under the id that it has, with all that it counts. */
    void insertIfAbsent(LinkRow link) throws SQLException {
        try (PreparedStatement insert = database.prepare(
                "INSERT OR IGNORE INTO link (" + COLUMNS + ") VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, '{}')")) {
            insert.setLong(1, link.id());
            insert.setString(2, link.key().source());
            insert.setString(3, link.key().sink());
            insert.setString(4, JsonText.of(link.key().match()));
            if (insert.executeUpdate() > 0) {
                save(link.id(), link.settled(), link.appended(), link.lost(), link.totals());
            }
        }
        Schema.makeQueue(database, link.id());
    }

    /** Writes how far a link has come. */
    void save(long id, long settled, long appended, long lost, Totals totals) throws SQLException {
        save.setLong(1, settled);
        save.setLong(2, appended);
        save.setLong(3, lost);
        save.setLong(4, totals.delivered());
        save.setLong(5, totals.deadLettered());
        save.setLong(6, totals.expired());
        save.setString(7, JsonText.of(totals.dropped()));
        save.setLong(8, id);
        int unused = save.executeUpdate();
    }

    void delete(long id) throws SQLException {
        database.run("DELETE FROM link WHERE id = " + id);
    }

    /** {@return the row with another match} */
    LinkRow rename(LinkRow link, LinkKey key) throws SQLException {
        try (PreparedStatement update = database.prepare("UPDATE link SET match = ? WHERE id = ?")) {
            update.setString(1, JsonText.of(key.match()));
            update.setLong(2, link.id());
            int unused = update.executeUpdate();
            return new LinkRow(link.id(), key, link.settled(), link.appended(), link.lost(), link.totals());
        }
    }
}
