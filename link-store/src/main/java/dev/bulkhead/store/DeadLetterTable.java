package dev.bulkhead.store;

import dev.bulkhead.broker.store.Burial;
import dev.bulkhead.broker.store.LinkKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The dead letters, as the writer adds them. */
final class DeadLetterTable {
    private final PreparedStatement insert;

    DeadLetterTable(Database database) throws SQLException {
        insert = database.prepare("INSERT INTO dead_letter "
                + "(source, sink, match, number, published, died, reason, attempts, bytes, cause, trace, record) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    void add(LinkKey link, Burial burial) throws SQLException {
        insert.setString(1, link.source());
        insert.setString(2, link.sink());
        insert.setString(3, JsonText.of(link.match()));
        insert.setLong(4, burial.stored().number());
        insert.setLong(5, burial.stored().at());
        insert.setLong(6, burial.at());
        insert.setString(7, burial.reason());
        insert.setInt(8, burial.attempts());
        insert.setLong(9, burial.stored().message().size());
        insert.setString(10, burial.cause());
        insert.setString(11, burial.trace());
        insert.setBytes(12, Records.write(burial.stored()));
        int unused = insert.executeUpdate();
    }
}
