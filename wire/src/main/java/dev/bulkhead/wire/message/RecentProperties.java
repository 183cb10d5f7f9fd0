package dev.bulkhead.wire.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of recent frames. Most frames repeat those of an earlier one; they then share its map, and no text is decoded
 * again. What is here has been checked when it was decoded. Not thread-safe.
 */
final class RecentProperties {
    /** More bytes are not worth keeping. */
    static final int LONGEST = 256;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final class Entry {
        private final byte[] bytes;
        private final Map<String, String> properties;

        Entry(byte[] bytes, Map<String, String> properties) {
            this.bytes = bytes;
            this.properties = properties;
        }
    }

    private final @Nullable Entry[] entries;

    /**
     * Keeps nothing yet.
     *
     * @param slots for how many different ones there is a place; a power of two
     */
    RecentProperties(int slots) {
        entries = new Entry[slots];
    }

    /** {@return the properties that were kept for the same bytes; null if there are none} */
    @Nullable
    Map<String, String> find(byte[] frame, int from, int to) {
        Entry entry = entries[slot(frame, from, to)];
        if (entry != null && Arrays.equals(entry.bytes, 0, entry.bytes.length, frame, from, to)) {
            return entry.properties;
        }
        return null;
    }

    /** Keeps properties in place of others. */
    void keep(byte[] frame, int from, int to, Map<String, String> properties) {
        entries[slot(frame, from, to)] = new Entry(Arrays.copyOfRange(frame, from, to), properties);
    }

    private int slot(byte[] frame, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(frame, at)) * 0x9E3779B97F4A7C15L;
        }
        for (; at < to; at++) {
            hash = (hash ^ frame[at]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 32) & (entries.length - 1);
    }
}
