package dev.bulkhead.wire.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.message.BigEndian;
import dev.bulkhead.wire.message.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes packets back to back into one buffer that grows as needed. Each has a header of 6 bytes: type, flags, and the length of
 * the data that follows, big-endian. Not thread-safe.
 */
public final class PacketWriter {
    /** The size of a packet's header, in bytes. */
    public static final int HEADER = 6;

    private byte[] bytes = new byte[256];
    private int size;
    private int packetStart;

    /** {@return the buffer itself; valid up to {@link #size()} and until the next write} */
    public byte[] buffer() {
        return bytes;
    }

    /** {@return the number of bytes written} */
    public int size() {
        return size;
    }

    /** {@return what was written, without a copy; valid until the next write} */
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** {@return a copy of what was written} */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written, and gives a buffer back that one large message has blown up. */
    public void clear(int keepAtMost) {
        size = 0;
        if (bytes.length > keepAtMost) {
            bytes = new byte[keepAtMost];
        }
    }

    /** Leaves so many bytes to be filled later, through {@link #buffer()}. */
    public void skip(int count) {
        reserve(count);
        size += count;
    }

    /** {@return a writer with a copy of what this one has written} */
    public PacketWriter copy() {
        PacketWriter copy = new PacketWriter();
        copy.bytes = bytes.clone();
        copy.size = size;
        return copy;
    }

    /** Begins a packet without flags. */
    public PacketWriter begin(PacketType type) {
        return begin(type, 0);
    }

    /** Begins a packet. */
    public PacketWriter begin(PacketType type, int flags) {
        packetStart = size;
        u8(type.code());
        u8(flags);
        return u32(0);
    }

    /** Ends the packet that was begun last. */
    public void end() {
        BigEndian.putInt(bytes, packetStart + 2, size - packetStart - HEADER);
    }

    /** Writes a whole packet with a message's frame. */
    public void message(Message message) {
        begin(PacketType.MESSAGE);
        reserve((int) message.size());
        size = FrameEncoder.encode(message, bytes, size);
        end();
    }

    public PacketWriter u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public PacketWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public PacketWriter u32(int value) {
        reserve(4);
        BigEndian.putInt(bytes, size, value);
        size += 4;
        return this;
    }

    public PacketWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /** Writes a text: its length in bytes as u32, then UTF-8. */
    public PacketWriter text(String text) {
        return bytes(text.getBytes(UTF_8));
    }

    /** Writes bytes: their number as u32, then a copy of them. */
    public PacketWriter bytes(byte[] source) {
        u32(source.length);
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }
}
