package dev.bulkhead.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An immutable message: string properties, which links can match, and bytes. Properties keep the order in which they were
 * given. Equal messages have the same properties, in any order, and the same bytes.
 */
public final class Message {
    private static final byte[] NO_CONTENT = {};
    private static final int FRAME_OVERHEAD = 14;

    private final PropertyMap properties;
    private final byte[] content;

    private Message(PropertyMap properties, byte[] content) {
        this.properties = properties;
        this.content = content;
    }

    /**
     * {@return a message with these properties and a copy of these bytes; the properties of another message are shared, not
     * copied}
     *
     * @throws IllegalArgumentException if a key or a value holds a NUL or half of a surrogate pair, which a frame cannot carry
     */
    public static Message of(Map<String, String> properties, byte[] content) {
        return new Message(PropertyMap.of(properties), content.clone());
    }

    /**
     * {@return a message with these properties and a copy of {@code length} bytes from index {@code offset} on; the properties
     * of another message are shared, not copied}
     *
     * @throws IllegalArgumentException as {@link #of(Map, byte[])}
     * @throws IndexOutOfBoundsException if there are not so many bytes
     */
    public static Message of(Map<String, String> properties, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new Message(PropertyMap.of(properties), Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /**
     * {@return a message with these properties and this text, as UTF-8}
     *
     * @throws IllegalArgumentException as {@link #of(Map, byte[])}
     */
    public static Message of(Map<String, String> properties, String text) {
        return new Message(PropertyMap.of(properties), text.getBytes(UTF_8));
    }

    /** {@return a builder without properties and content} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the properties, in order; cannot be changed} */
    public Map<String, String> properties() {
        return properties;
    }

    /** {@return the value of a property, empty if the message has no such property} */
    public Optional<String> property(String key) {
        return Optional.ofNullable(properties.get(key));
    }

    /** {@return the number of bytes of the content} */
    public int contentSize() {
        return content.length;
    }

    /** {@return the bytes that this message takes as a frame: 14, the properties as UTF-8 with a NUL each, the content} */
    public long size() {
        return FRAME_OVERHEAD + properties.frameSize() + content.length;
    }

    /** {@return a copy of the content, the caller's to keep} */
    public byte[] content() {
        return content.clone();
    }

    /** {@return a read-only view of the content, without a copy} */
    public ByteBuffer contentBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /**
     * Copies the properties into {@code target}, from index {@code at} on, as a frame has them: each key and each value as UTF-8
     * with a NUL.
     *
     * @return the index behind them
     */
    public int copyProperties(byte[] target, int at) {
        return properties.copyTo(target, at);
    }

    /** Copies the whole content into {@code target}, from index {@code at} on. */
    public void copyContent(byte[] target, int at) {
        System.arraycopy(content, 0, target, at, content.length);
    }

    /** {@return the content read as UTF-8; malformed bytes become U+FFFD} */
    public String text() {
        return new String(content, UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that
                && properties.equals(that.properties)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * properties.hashCode() + Arrays.hashCode(content);
    }

    /** {@return the properties and the size of the content, never the content itself} */
    @Override
    public String toString() {
        return "Message" + properties + " " + content.length + " B";
    }

    /** Makes one message. Not thread-safe. */
    public static final class Builder {
        private final PropertyMap.Builder properties = new PropertyMap.Builder();
        private byte[] content = NO_CONTENT;

        private Builder() {}

        /**
         * Adds a property.
         *
         * @throws IllegalArgumentException if the key is there already, or the key or the value holds a NUL or half of a
         *     surrogate pair, which a frame cannot carry
         */
        public Builder property(String key, String value) {
            properties.add(key, value);
            return this;
        }

        /** Sets the content to a copy of these bytes. */
        public Builder content(byte[] bytes) {
            content = bytes.clone();
            return this;
        }

        /**
         * Sets the content to a copy of {@code length} bytes from index {@code offset} on.
         *
         * @throws IndexOutOfBoundsException if there are not so many bytes
         */
        public Builder content(byte[] bytes, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            content = Arrays.copyOfRange(bytes, offset, offset + length);
            return this;
        }

        /** Sets the content to this text, as UTF-8. */
        public Builder text(String text) {
            content = text.getBytes(UTF_8);
            return this;
        }

        /** {@return the message} */
        public Message build() {
            return new Message(properties.build(), content);
        }
    }
}
