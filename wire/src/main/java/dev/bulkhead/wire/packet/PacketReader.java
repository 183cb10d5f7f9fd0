package dev.bulkhead.wire.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.api.Message;
import dev.bulkhead.wire.message.BigEndian;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.message.MalformedFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Reads packets one after the other. Whatever does not fit is a {@link ProtocolException} that names the offset; nothing is
 * allocated on the word of a length that the bytes do not bear out. Not thread-safe; does not keep or change the bytes.
 */
public final class PacketReader {
    private final byte[] bytes;
    /** The index behind the last packet. */
    private final int limit;

    private int at;
    private int end;
    private PacketType type = PacketType.ERROR;
    private int flags;

    public PacketReader(byte[] bytes) {
        this.bytes = bytes;
        limit = bytes.length;
    }

    /**
     * Begins to read.
     *
     * @param buffer on the heap, from the beginning of its array up to its limit
     * @throws IllegalArgumentException if it begins elsewhere: offsets in errors would mislead
     */
    public PacketReader(ByteBuffer buffer) {
        if (buffer.arrayOffset() + buffer.position() != 0) {
            throw new IllegalArgumentException("the buffer begins in the middle of its array");
        }
        bytes = buffer.array();
        limit = buffer.limit();
    }

    /**
     * Checks that all the bytes are packets of known types, without looking into them.
     *
     * @throws ProtocolException BAD_PACKET or UNKNOWN_TYPE
     */
    public static void requireWellFormed(ByteBuffer buffer) throws ProtocolException {
        PacketReader reader = new PacketReader(buffer);
        while (reader.hasNext()) {
            reader.next();
            reader.skip();
        }
    }

    /** {@return whether another packet follows} */
    public boolean hasNext() {
        return end < limit;
    }

    /**
     * Goes to the next packet. The one before must have been read to its end.
     *
     * @return its type
     * @throws ProtocolException if there is no whole packet, or the one before was longer than what was read of it
     */
    public PacketType next() throws ProtocolException {
        requireEnd();
        if (limit - at < PacketWriter.HEADER) {
            throw bad("a packet header has 6 bytes, " + (limit - at) + " are left");
        }
        int code = bytes[at] & 0xFF;
        flags = bytes[at + 1] & 0xFF;
        long length = BigEndian.getInt(bytes, at + 2) & 0xFFFF_FFFFL;
        if (length > limit - at - PacketWriter.HEADER) {
            throw bad("the packet has " + length + " bytes of data, but " + (limit - at - PacketWriter.HEADER)
                    + " are left");
        }
        type = PacketType.of(code);
        at += PacketWriter.HEADER;
        end = at + (int) length;
        return type;
    }

    /** Goes to the next packet, which must be of this type. */
    public PacketReader expect(PacketType wanted) throws ProtocolException {
        if (!hasNext()) {
            throw bad(wanted + " is missing");
        }
        if (next() != wanted) {
            throw new ProtocolException(ErrorCode.BAD_STATE, "expected " + wanted + ", not " + type);
        }
        return this;
    }

    /** {@return the flags of the present packet} */
    public int flags() {
        return flags;
    }

    /** Passes over the data of the present packet. */
    public void skip() {
        at = end;
    }

    /** Checks that the data of the present packet has been read to its end. */
    public void requireEnd() throws ProtocolException {
        if (at != end) {
            throw bad("the packet " + type + " has " + (end - at) + " bytes too many");
        }
    }

    /** {@return the message whose frame is the data of the present packet} */
    public Message message(FrameDecoder decoder) throws ProtocolException {
        try {
            Message message = decoder.decode(bytes, at, end - at);
            at = end;
            return message;
        } catch (MalformedFrameException e) {
            throw new ProtocolException(
                    ErrorCode.BAD_PACKET, "the frame at offset " + at + " is malformed: " + e.getMessage());
        }
    }

    public int u8() throws ProtocolException {
        return bytes[take(1)] & 0xFF;
    }

    public int u16() throws ProtocolException {
        return u8() << 8 | u8();
    }

    /** {@return an unsigned number that must be at most 2 147 483 647} */
    public int u31() throws ProtocolException {
        int value = BigEndian.getInt(bytes, take(4));
        if (value < 0) {
            throw bad("the number " + (value & 0xFFFF_FFFFL) + " is too large");
        }
        return value;
    }

    public long u64() throws ProtocolException {
        int from = take(8);
        return (long) BigEndian.getInt(bytes, from) << 32 | (BigEndian.getInt(bytes, from + 4) & 0xFFFF_FFFFL);
    }

    /** {@return an unsigned number that must be at most 9 223 372 036 854 775 807} */
    public long u63() throws ProtocolException {
        long value = u64();
        if (value < 0) {
            throw bad("the number " + Long.toUnsignedString(value) + " is too large");
        }
        return value;
    }

    /** {@return a text: its length in bytes as u32, then UTF-8} */
    public String text() throws ProtocolException {
        return text(Integer.MAX_VALUE);
    }

    /** {@return a text as {@link #text()}, of at most so many bytes} */
    public String text(int most) throws ProtocolException {
        int length = u31();
        if (length > most) {
            throw bad("the text has " + length + " bytes, at most " + most + " are allowed");
        }
        int from = take(length);
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("the text at offset " + from + " is not UTF-8");
        }
    }

    /** {@return bytes, the caller's own: their number as u32, then they themselves} */
    public byte[] bytes() throws ProtocolException {
        int length = u31();
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** {@return how many bytes of the present packet have not been read} */
    public int left() {
        return end - at;
    }

    private int take(int count) throws ProtocolException {
        if (end - at < count) {
            throw bad("the packet " + type + " ends " + (count - (end - at)) + " bytes too early");
        }
        int from = at;
        at += count;
        return from;
    }

    private ProtocolException bad(String text) {
        return new ProtocolException(ErrorCode.BAD_PACKET, "at offset " + at + ": " + text);
    }
}
