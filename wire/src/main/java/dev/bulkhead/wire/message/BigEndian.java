package dev.bulkhead.wire.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as frames and packets have them. The caller sees to it that there is room. */
public final class BigEndian {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /** {@return the number of 4 bytes at {@code index}} */
    public static int getInt(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    /** Writes a number into 4 bytes at {@code index}. */
    public static void putInt(byte[] bytes, int index, int value) {
        INT.set(bytes, index, value);
    }
}
