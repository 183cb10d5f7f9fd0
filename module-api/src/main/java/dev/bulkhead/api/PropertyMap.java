package dev.bulkhead.api;

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
    private static final PropertyMap EMPTY = new PropertyMap(new String[0]);

    private final String[] pairs;

    private PropertyMap(String[] pairs) {
        this.pairs = pairs;
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
        private @Nullable Set<String> manyKeys;

        void add(String key, String value) {
            requireRepresentable("key", key, key);
            requireRepresentable("value of property", key, value);
            if (!isNew(key)) {
                throw new IllegalArgumentException("the property \"" + key + "\" is given twice");
            }
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, used * 2);
            }
            pairs[used++] = key;
            pairs[used++] = value;
        }

        PropertyMap build() {
            return used == 0 ? EMPTY : new PropertyMap(Arrays.copyOf(pairs, used));
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

        private static void requireRepresentable(String what, String key, String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0) {
                    throw new IllegalArgumentException("the " + what + " " + quote(key) + " has a NUL at index " + i
                            + "; a message cannot carry it");
                }
                if (Character.isSurrogate(c)) {
                    if (Character.isLowSurrogate(c)
                            || i + 1 == text.length()
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        throw new IllegalArgumentException("the " + what + " " + quote(key)
                                + " has half of a surrogate pair at index " + i + "; it has no UTF-8 form");
                    }
                    i++;
                }
            }
        }

        private static String quote(String key) {
            return '"' + key.replace("\0", "\\0") + '"';
        }
    }
}
