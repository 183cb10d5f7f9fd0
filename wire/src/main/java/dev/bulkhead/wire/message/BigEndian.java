package dev.bulkhead.wire.message;

/** Numbers as frames and packets have them. The caller sees to it that there is room. */
public final class BigEndian {
    private BigEndian() {}

    /** {@return the number of 4 bytes at {@code index}} */
    public static int getInt(byte[] bytes, int index) {
        return (bytes[index] & 0xFF) << 24
                | (bytes[index + 1] & 0xFF) << 16
                | (bytes[index + 2] & 0xFF) << 8
                | (bytes[index + 3] & 0xFF);
    }

    /** Writes a number into 4 bytes at {@code index}. */
    public static void putInt(byte[] bytes, int index, int value) {
        bytes[index] = (byte) (value >>> 24);
        bytes[index + 1] = (byte) (value >>> 16);
        bytes[index + 2] = (byte) (value >>> 8);
        bytes[index + 3] = (byte) value;
    }
}
