package dev.bulkhead.store;

/** The messages of one link that were written at once: a row. */
final class Group {
    private final long first;
    private final long last;
    private final int count;
    private final long bytes;
    private final long before;
    private final byte[] records;

    /**
     * @param first the number of the first
     * @param last the number of the last
     * @param count how many they are
     * @param bytes what they take as frames
     * @param before how many messages the link had before them, since it began: tells what is missing when rows are
     * @param records one behind the other, as {@link Records} draws them; not copied
     */
    Group(long first, long last, int count, long bytes, long before, byte[] records) {
        this.first = first;
        this.last = last;
        this.count = count;
        this.bytes = bytes;
        this.before = before;
        this.records = records;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    long before() {
        return before;
    }

    byte[] records() {
        return records;
    }
}
