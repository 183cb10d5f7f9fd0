package dev.bulkhead.store;

import dev.bulkhead.broker.store.LinkKey;
import dev.bulkhead.broker.store.StoredMessage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dead letters, as they are read. */
final class DeadLetterRows {
    private static final String COLUMNS =
            "id, source, sink, match, number, published, died, reason, cause, attempts, bytes";
    private static final String LIST = "SELECT " + COLUMNS + " FROM dead_letter WHERE id < ?1 "
            + "AND (?2 IS NULL OR source = ?2) AND (?3 IS NULL OR sink = ?3) ORDER BY id DESC LIMIT ?4";
    private static final String SHOW = "SELECT " + COLUMNS + ", trace, record FROM dead_letter WHERE id = ?";

    private DeadLetterRows() {}

    static List<DeadLetter> list(
            Database database, Optional<String> source, Optional<String> sink, long before, int most)
            throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (PreparedStatement select = database.prepare(LIST)) {
            select.setLong(1, before);
            select.setString(2, source.orElse(null));
            select.setString(3, sink.orElse(null));
            select.setInt(4, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    letters.add(letter(row));
                }
            }
        }
        return letters;
    }

    static Optional<DeadLetterText> show(Database database, long id) throws SQLException {
        try (PreparedStatement select = database.prepare(SHOW)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(text(row)) : Optional.empty();
            }
        }
    }

    private static DeadLetterText text(ResultSet row) throws SQLException {
        Optional<StoredMessage> stored = Optional.ofNullable(Records.read(row.getBytes(13)));
        return new DeadLetterText(letter(row), row.getString(12), stored.map(StoredMessage::message));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                new LinkKey(row.getString(2), row.getString(3), JsonText.texts(row.getString(4))),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getString(8),
                row.getString(9),
                row.getInt(10),
                row.getLong(11));
    }
}
