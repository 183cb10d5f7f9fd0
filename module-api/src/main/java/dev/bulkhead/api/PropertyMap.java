package dev.bulkhead.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message: key, value, key, value in one array. A message has few, so looking through them is faster than
 * hashing, and one small array is all that a message costs beside its bytes.
 */
final class PropertyMap extends AbstractMap<String, String> {
    private static final PropertyMap EMPTY = new PropertyMap(new String[0], 0);

    private final String[] pairs;
    private final long frameSize;
    private final boolean ascii;

    private PropertyMap(String[] pairs, long frameSize) {
        this.pairs = pairs;
        this.frameSize = frameSize;
        long characters = 0;
        for (String text : pairs) {
            characters += text.length() + 1;
        }
        // Every other character takes more bytes than one.
        ascii = characters == frameSize;
    }

    /** {@return these properties; the very map if it is another message's} */
    static PropertyMap of(Map<String, String> properties) {
        if (properties instanceof PropertyMap map) {
            return map;
        }
        Builder builder = new Builder();
        properties.forEach(builder::add);
        return builder.build();
    }

    /** The bytes that the properties take in a frame: each key and value as UTF-8 with a NUL. */
    long frameSize() {
        return frameSize;
    }

    /** Writes each key and value as UTF-8 with a NUL. {@return the index behind them} */
    int copyTo(byte[] target, int at) {
        int next = at;
        for (String text : pairs) {
            next = ascii ? putAscii(text, target, next) : putUtf8(text, target, next);
            target[next++] = 0;
        }
        return next;
    }

    @SuppressWarnings("deprecation") // drops the upper half of each character, which ASCII has not, and is a plain copy
    private static int putAscii(String text, byte[] target, int at) {
        text.getBytes(0, text.length(), target, at);
        return at + text.length();
    }

    private static int putUtf8(String text, byte[] target, int at) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, String>> {
        @Override
        public int size() {
            return PropertyMap.this.size();
        }

        @Override
        public Iterator<Map.Entry<String, String>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < pairs.length;
                }

                @Override
                public Map.Entry<String, String> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    next += 2;
                    return Map.entry(pairs[next - 2], pairs[next - 1]);
                }
            };
        }
    }

    /** Collects properties; refuses what a frame cannot carry. */
    static final class Builder {
        private static final int FEW = 16;

        private String[] pairs = new String[8];
        private int used;
        private long frameSize;
        private @Nullable Set<String> manyKeys;

        void add(String key, String value) {
            long bytes = utf8Length("key", key, key) + utf8Length("value of property", key, value) + 2;
            if (!isNew(key)) {
                throw new IllegalArgumentException("the property \"" + key + "\" is given twice");
            }
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, used * 2);
            }
            pairs[used++] = key;
            pairs[used++] = value;
            frameSize += bytes;
        }

        PropertyMap build() {
            return used == 0 ? EMPTY : new PropertyMap(Arrays.copyOf(pairs, used), frameSize);
        }

        private boolean isNew(String key) {
            if (used < 2 * FEW) {
                for (int i = 0; i < used; i += 2) {
                    if (pairs[i].equals(key)) {
                        return false;
                    }
                }
                return true;
            }
            Set<String> keys = manyKeys;
            if (keys == null) {
                keys = new HashSet<>();
                for (int i = 0; i < used; i += 2) {
                    keys.add(pairs[i]);
                }
                manyKeys = keys;
            }
            return keys.add(key);
        }

        private static long utf8Length(String what, String key, String text) {
            long bytes = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0) {
                    throw unrepresentable(what, key, i, "a NUL", "a frame ends every text with one");
                }
                if (c < 0x80) {
                    bytes++;
                } else if (c < 0x800) {
                    bytes += 2;
                } else if (!Character.isSurrogate(c)) {
                    bytes += 3;
                } else if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    bytes += 4;
                    i++;
                } else {
                    throw unrepresentable(what, key, i, "half of a surrogate pair", "it has no UTF-8 form");
                }
            }
            return bytes;
        }

        private static IllegalArgumentException unrepresentable(
                String what, String key, int index, String found, String why) {
            return new IllegalArgumentException(
                    "the " + what + " " + quote(key) + " has " + found + " at index " + index + "; " + why);
        }

        private static String quote(String key) {
            return '"' + key.replace("\0", "\\0") + '"';
        }
    }
}
