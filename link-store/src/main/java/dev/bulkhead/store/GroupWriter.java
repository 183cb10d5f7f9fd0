package dev.bulkhead.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Writes messages of one link as rows. Belongs to the writer. */
final class GroupWriter {
    /** Of a row, which is read whole; one message may be larger. */
    private static final int MOST_BYTES = 256 << 10;

    private byte[] records = new byte[16 << 10];
    private int end;
    private int count;

    /** Writes messages, of which the link has had so many before. */
    void write(Tables tables, SqliteLink link, List<Append> appends, long before) throws SQLException {
        int from = 0;
        for (int next = 0; next < appends.size(); next++) {
            Append append = appends.get(next);
            if (count > 0 && end + Records.size(append.message()) > MOST_BYTES) {
                writeRow(tables, link, appends.subList(from, next), before + from);
                from = next;
            }
            add(append);
        }
        writeRow(tables, link, appends.subList(from, appends.size()), before + from);
    }

    private void add(Append append) {
        int needed = end + Records.size(append.message());
        if (needed > records.length) {
            records = Arrays.copyOf(records, Math.max(needed, Math.min(2 * records.length, MOST_BYTES)));
        }
        end = Records.write(append.message(), append.number(), append.at(), records, end);
        count++;
    }

    private void writeRow(Tables tables, SqliteLink link, List<Append> appends, long before) throws SQLException {
        long first = appends.get(0).number();
        long last = appends.get(appends.size() - 1).number();
        int bytes = end - count * Records.HEADER;
        tables.queue(link.id()).add(new Group(first, last, count, bytes, before, Arrays.copyOf(records, end)));
        clear();
    }

    /** Forgets what a failure left, and does not keep the memory of an unusually large message. */
    void clear() {
        end = 0;
        count = 0;
        if (records.length > MOST_BYTES) {
            records = new byte[MOST_BYTES];
        }
    }
}
