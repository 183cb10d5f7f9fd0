package dev.bulkhead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many bytes have been written, by day. */
final class WrittenTable {
    private final Database database;

    WrittenTable(Database database) {
        this.database = database;
    }

    Map<LocalDate, Long> read() throws SQLException {
        Map<LocalDate, Long> days = new TreeMap<>();
        try (PreparedStatement select = database.prepare("SELECT day, bytes FROM written");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                days.put(LocalDate.ofEpochDay(row.getLong(1)), row.getLong(2));
            }
        }
        return days;
    }

    /** Writes these days, and deletes those before. */
    void save(SortedMap<LocalDate, Long> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        database.run("DELETE FROM written WHERE day < " + days.firstKey().toEpochDay());
        try (PreparedStatement put = database.prepare("INSERT OR REPLACE INTO written (day, bytes) VALUES (?, ?)")) {
            for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
                put.setLong(1, day.getKey().toEpochDay());
                put.setLong(2, day.getValue());
                int unused = put.executeUpdate();
            }
        }
    }
}
