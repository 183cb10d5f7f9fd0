package dev.bulkhead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Copies rows from a damaged database, around what is damaged. */
final class RowCopy {
    private final Database from;
    private final Database to;
    private long unreadable;

    RowCopy(Database from, Database to) {
        this.from = from;
        this.to = to;
    }

    /** {@return how many rows were there and could not be read, so far} */
    long unreadable() {
        return unreadable;
    }

    /** Copies what can be read of a table, whose key this is. */
    void all(String table, String key) throws SQLException {
        Set<Object> keys = new LinkedHashSet<>();
        if (!addKeys("SELECT " + key + " FROM " + table + " ORDER BY " + key, keys)) {
            // From the other end, up to the damage.
            boolean unused = addKeys("SELECT " + key + " FROM " + table + " ORDER BY " + key + " DESC", keys);
        }
        for (Object found : keys) {
            List<@Nullable Object> row = row(table, key, found);
            if (row.isEmpty()) {
                unreadable++;
            } else {
                insert(table, row);
            }
        }
    }

    /** {@return whether there was no damage on the way} */
    private boolean addKeys(String sql, Set<Object> keys) {
        try (PreparedStatement select = from.prepare(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                keys.add(row.getObject(1));
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private List<@Nullable Object> row(String table, String key, Object value) {
        List<@Nullable Object> columns = new ArrayList<>();
        try (PreparedStatement select = from.prepare("SELECT * FROM " + table + " WHERE " + key + " = ?")) {
            select.setObject(1, value);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(row.getObject(i));
                    }
                }
            }
            return columns;
        } catch (SQLException e) {
            return List.of();
        }
    }

    /** A row that does not fit into the table is damaged too. */
    private void insert(String table, List<@Nullable Object> row) throws SQLException {
        String values = "?" + ", ?".repeat(row.size() - 1);
        try (PreparedStatement insert = to.prepare("INSERT INTO " + table + " VALUES (" + values + ")")) {
            for (int i = 0; i < row.size(); i++) {
                insert.setObject(i + 1, row.get(i));
            }
            int unused = insert.executeUpdate();
        } catch (SQLException e) {
            if (Health.code(e) != SQLiteErrorCode.SQLITE_CONSTRAINT) {
                throw e;
            }
            unreadable++;
        }
    }
}
