package dev.bulkhead.store;

import dev.bulkhead.broker.store.StoredMessage;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Makes rows of messages of one link. Belongs to the writer. */
final class GroupWriter {
    /** Of a row, which is read whole; one message may be larger. */
    private static final int MOST_BYTES = 256 << 10;

    private byte[] records = new byte[16 << 10];
    private int end;
    private int count;

    /** Writes messages, of which the link has had so many before. */
    void write(QueueTable queue, List<StoredMessage> messages, long before) throws SQLException {
        int from = 0;
        for (int next = 0; next < messages.size(); next++) {
            StoredMessage stored = messages.get(next);
            if (count > 0 && end + Records.size(stored.message()) > MOST_BYTES) {
                writeRow(queue, messages.subList(from, next), before + from);
                from = next;
            }
            add(stored);
        }
        writeRow(queue, messages.subList(from, messages.size()), before + from);
    }

    private void add(StoredMessage stored) {
        int needed = end + Records.size(stored.message());
        if (needed > records.length) {
            records = Arrays.copyOf(records, Math.max(needed, Math.min(2 * records.length, MOST_BYTES)));
        }
        end = Records.write(stored, records, end);
        count++;
    }

    private void writeRow(QueueTable queue, List<StoredMessage> messages, long before) throws SQLException {
        long first = messages.get(0).number();
        long last = messages.get(messages.size() - 1).number();
        int bytes = end - count * Records.HEADER;
        queue.add(new Group(first, last, count, bytes, before, Arrays.copyOf(records, end)));
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
