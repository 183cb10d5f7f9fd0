package dev.bulkhead.wire.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.api.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/**
 * Reads frames as {@link FrameEncoder} draws them. Refuses whatever the reference decoder of the format refuses: another magic, a
 * size other than the frame's, a property count below 0 or of 2 147 483 647, a text without its NUL, content that does not end
 * exactly at the end, a key given twice; and text that is not UTF-8, which nobody could pass on unharmed. Not thread-safe.
 */
public final class FrameDecoder {
    private static final int HEADER = 10;

    private final RecentProperties recent;
    private byte[] bytes = {};
    private int start;
    private int end;
    private int at;

    /** Makes a decoder that remembers the properties of frames; worth while for many frames. */
    public FrameDecoder() {
        this(new RecentProperties(256));
    }

    private FrameDecoder(RecentProperties recent) {
        this.recent = recent;
    }

    /**
     * {@return the message in a frame}
     *
     * @throws MalformedFrameException if the bytes are not exactly one frame
     */
    public static Message decode(byte[] frame) throws MalformedFrameException {
        return new FrameDecoder(new RecentProperties(1)).decode(frame, 0, frame.length);
    }

    /**
     * {@return the message in the frame of {@code length} bytes at {@code offset}; the bytes are copied}
     *
     * @throws MalformedFrameException if these bytes are not exactly one frame; offsets in its text count from {@code offset}
     */
    public Message decode(byte[] source, int offset, int length) throws MalformedFrameException {
        bytes = source;
        start = offset;
        end = offset + length;
        int count = header();
        Map<String, String> properties = properties(count);
        int size = contentSize();
        return Message.of(properties, bytes, at, size);
    }

    private Map<String, String> properties(int count) throws MalformedFrameException {
        int from = at;
        int to = endOfTexts(2L * count);
        Map<String, String> known = to < 0 ? null : recent.find(bytes, from, to);
        if (known != null) {
            at = to;
            return known;
        }
        Map<String, String> decoded = decodeProperties(count);
        if (to >= 0) {
            recent.keep(bytes, from, to, decoded);
        }
        return decoded;
    }

    /** {@return the index behind so many NULs; negative if it is not near} */
    private int endOfTexts(long texts) {
        int limit = Math.min(end, at + RecentProperties.LONGEST);
        long left = texts;
        int index = at;
        while (left > 0 && index < limit) {
            if (bytes[index++] == 0) {
                left--;
            }
        }
        return left == 0 ? index : -1;
    }

    private Map<String, String> decodeProperties(int count) throws MalformedFrameException {
        Message.Builder message = Message.builder();
        for (int i = 0; i < count; i++) {
            int keyAt = at;
            String key = text("key", i);
            String value = text("value", i);
            addProperty(message, key, value, keyAt);
        }
        return message.build().properties();
    }

    private int header() throws MalformedFrameException {
        if (end - start < FrameEncoder.SMALLEST) {
            throw malformed("the frame has " + (end - start) + " bytes, the smallest has " + FrameEncoder.SMALLEST, 0);
        }
        int magic = (bytes[start] & 0xFF) << 8 | (bytes[start + 1] & 0xFF);
        if (magic != FrameEncoder.MAGIC) {
            throw malformed(String.format("the magic is %04x, it must be a160", magic), 0);
        }
        int size = BigEndian.getInt(bytes, start + 2);
        if (size != end - start) {
            throw malformed("the frame says that it has " + size + " bytes, but it has " + (end - start), 2);
        }
        int count = BigEndian.getInt(bytes, start + 6);
        if (count < 0 || count == Integer.MAX_VALUE) {
            throw malformed("the property count is " + count + ", allowed are 0 to " + (Integer.MAX_VALUE - 1), 6);
        }
        at = start + HEADER;
        return count;
    }

    private String text(String what, int index) throws MalformedFrameException {
        int from = at;
        boolean ascii = true;
        while (at < end && bytes[at] != 0) {
            ascii &= bytes[at] > 0;
            at++;
        }
        if (at == end) {
            throw malformed("the " + what + " of property " + index + " has no NUL at its end", from - start);
        }
        String text = ascii ? asciiText(from, at) : utf8Text(what, index, from, at);
        at++;
        return text;
    }

    private String asciiText(int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }

    private String utf8Text(String what, int index, int from, int to) throws MalformedFrameException {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("the " + what + " of property " + index + " is not UTF-8", from - start);
        }
    }

    private void addProperty(Message.Builder message, String key, String value, int keyAt)
            throws MalformedFrameException {
        try {
            message.property(key, value);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), keyAt - start);
        }
    }

    private int contentSize() throws MalformedFrameException {
        if (end - at < 4) {
            throw malformed("the content size needs 4 bytes, " + (end - at) + " are left", at - start);
        }
        int size = BigEndian.getInt(bytes, at);
        if (size != end - at - 4) {
            throw malformed("the content size is " + size + ", but " + (end - at - 4) + " bytes follow", at - start);
        }
        at += 4;
        return size;
    }

    private static MalformedFrameException malformed(String what, int offset) {
        return new MalformedFrameException("at offset " + offset + ": " + what);
    }
}
