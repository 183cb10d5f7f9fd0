package dev.bulkhead.wire.message;

import dev.bulkhead.api.Message;

/**
 * Writes messages as frames. All integers are signed 32 bit, big-endian.
 *
 * <pre>
 *  0        2                6                10
 *  +--------+----------------+----------------+-----------------------------+--------------+---------+
 *  | A1 60  | size, all of it| properties: N  | N x (key, NUL, value, NUL)  | content size | content |
 *  +--------+----------------+----------------+-----------------------------+--------------+---------+
 * </pre>
 */
public final class FrameEncoder {
    static final int MAGIC = 0xA160;
    /** The size of the smallest frame: no properties, no content. */
    static final int SMALLEST = 14;

    private FrameEncoder() {}

    /**
     * {@return the frame of a message}
     *
     * @throws IllegalArgumentException if the frame would exceed 2 147 483 647 bytes
     */
    public static byte[] encode(Message message) {
        if (message.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the message has " + message.size() + " bytes, a frame has at most " + Integer.MAX_VALUE);
        }
        byte[] frame = new byte[(int) message.size()];
        int unused = encode(message, frame, 0);
        return frame;
    }

    /**
     * Writes the frame of a message, {@link Message#size()} bytes, into {@code target} from index {@code at} on.
     *
     * @return the index behind the frame
     */
    public static int encode(Message message, byte[] target, int at) {
        target[at] = (byte) (MAGIC >> 8);
        target[at + 1] = (byte) MAGIC;
        BigEndian.putInt(target, at + 2, (int) message.size());
        BigEndian.putInt(target, at + 6, message.properties().size());
        int next = message.copyProperties(target, at + 10);
        BigEndian.putInt(target, next, message.contentSize());
        message.copyContent(target, next + 4);
        return next + 4 + message.contentSize();
    }
}
