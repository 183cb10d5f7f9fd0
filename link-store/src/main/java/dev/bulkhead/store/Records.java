package dev.bulkhead.store;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.message.FrameEncoder;
import dev.bulkhead.wire.message.MalformedFrameException;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a message lies on disk. All integers are big-endian; the checksum is the CRC32C of all that follows it, and the length that
 * of the frame.
 *
 * <pre>
 *  0          4          8                 16                24
 *  +----------+----------+-----------------+-----------------+---------+
 *  | checksum | length   | number          | at, ms          | frame   |
 *  +----------+----------+-----------------+-----------------+---------+
 * </pre>
 */
final class Records {
    /** The bytes before the frame. */
    static final int HEADER = 24;

    private static final VarHandle INT = byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LENGTH = 4;
    private static final int NUMBER = 8;
    private static final int AT = 16;

    private Records() {}

    /** {@return the bytes that a message takes} */
    static int size(Message message) {
        return Math.addExact(HEADER, Math.toIntExact(message.size()));
    }

    /** {@return a record by itself} */
    static byte[] write(StoredMessage stored) {
        byte[] bytes = new byte[size(stored.message())];
        int unused = write(stored, bytes, 0);
        return bytes;
    }

    /** {@return the index behind the record} */
    static int write(StoredMessage stored, byte[] target, int start) {
        Message message = stored.message();
        INT.set(target, start + LENGTH, (int) message.size());
        LONG.set(target, start + NUMBER, stored.number());
        LONG.set(target, start + AT, stored.at());
        int end = FrameEncoder.encode(message, target, start + HEADER);
        INT.set(target, start, checksum(target, start, end));
        return end;
    }

    /** {@return the index behind the record that starts here; -1 if there is none, or one that is damaged} */
    static int end(byte[] bytes, int start) {
        if (bytes.length - start < HEADER) {
            return -1;
        }
        int length = (int) INT.get(bytes, start + LENGTH);
        if (length < 0 || length > bytes.length - start - HEADER) {
            return -1;
        }
        int end = start + HEADER + length;
        return (int) INT.get(bytes, start) == checksum(bytes, start, end) ? end : -1;
    }

    /** {@return the number of the record that starts here} */
    static long number(byte[] bytes, int start) {
        return (long) LONG.get(bytes, start + NUMBER);
    }

    /** {@return a record that is whole; null if it holds no frame} */
    static @Nullable StoredMessage read(byte[] bytes, int start, int end, FrameDecoder decoder) {
        try {
            Message message = decoder.decode(bytes, start + HEADER, end - start - HEADER);
            return new StoredMessage(number(bytes, start), (long) LONG.get(bytes, start + AT), message);
        } catch (MalformedFrameException e) {
            return null;
        }
    }

    /** {@return the message of a record by itself; null if it is damaged} */
    static @Nullable StoredMessage read(byte @Nullable [] bytes) {
        if (bytes == null || end(bytes, 0) != bytes.length) {
            return null;
        }
        return read(bytes, 0, bytes.length, new FrameDecoder());
    }

    private static int checksum(byte[] bytes, int start, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, start + LENGTH, end - start - LENGTH);
        return (int) checksum.getValue();
    }
}
