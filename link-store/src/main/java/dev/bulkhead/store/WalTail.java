package dev.bulkhead.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the end of SQLite's write-ahead log, as SQLite's documentation of its file format describes it: at its next start SQLite drops all
 * behind the last whole transaction, and says nothing.
 */
final class WalTail {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int SALT = 16;

    private final ByteBuffer header;
    private final boolean bigEndianSums;
    private int sum1;
    private int sum2;
    private int transactions;

    private WalTail(ByteBuffer header) {
        this.header = header;
        bigEndianSums = (header.getInt(0) & 1) != 0;
    }

    /**
     * What SQLite will drop.
     *
     * @param bytes how many bytes were written for transactions that are not whole, or come after something damaged
     * @param transactions how many of these had a last page, whole or not
     */
    record Dropped(long bytes, int transactions) {
        static final Dropped NOTHING = new Dropped(0, 0);
    }

    /** {@return what will be dropped of a log that nobody uses} */
    static Dropped of(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) == 0) {
            return Dropped.NOTHING;
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer header = read(channel, 0, HEADER);
            WalTail tail = new WalTail(header);
            if (header.limit() < HEADER || !tail.isHeaderWhole()) {
                return new Dropped(channel.size(), 0);
            }
            return tail.dropped(channel, FRAME_HEADER + header.getInt(8));
        }
    }

    private boolean isHeaderWhole() {
        if ((header.getInt(0) & ~1) != MAGIC) {
            return false;
        }
        add(header, 0, 24);
        return sum1 == header.getInt(24) && sum2 == header.getInt(28);
    }

    private Dropped dropped(FileChannel channel, int frame) throws IOException {
        long at = HEADER;
        long wholeUpTo = HEADER;
        boolean whole = true;
        long usedUpTo = HEADER;
        while (at < channel.size()) {
            ByteBuffer next = read(channel, at, frame);
            if (next.limit() < FRAME_HEADER || !isOfThisRound(next)) {
                break;
            }
            at += next.limit();
            usedUpTo = at;
            whole = whole && next.limit() == frame && isSumRight(next);
            boolean ends = next.getInt(4) != 0;
            if (ends && whole) {
                wholeUpTo = at;
            } else if (ends) {
                transactions++;
            }
        }
        return new Dropped(usedUpTo - wholeUpTo, transactions);
    }

    /** What is left of an earlier round has another salt; that is no damage, the log is written from its beginning again and again. */
    private boolean isOfThisRound(ByteBuffer frame) {
        return frame.getLong(8) == header.getLong(SALT);
    }

    private boolean isSumRight(ByteBuffer frame) {
        add(frame, 0, 8);
        add(frame, FRAME_HEADER, frame.limit());
        return sum1 == frame.getInt(16) && sum2 == frame.getInt(20);
    }

    private void add(ByteBuffer bytes, int from, int to) {
        ByteBuffer words = bytes.duplicate().order(bigEndianSums ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < to; i += 8) {
            sum1 += words.getInt(i) + sum2;
            sum2 += words.getInt(i + 4) + sum1;
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        long from = at;
        int some = channel.read(bytes, from);
        while (some > 0) {
            from += some;
            some = channel.read(bytes, from);
        }
        return bytes.flip();
    }
}
