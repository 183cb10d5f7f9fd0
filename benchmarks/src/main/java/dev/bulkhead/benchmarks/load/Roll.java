package dev.bulkhead.benchmarks.load;

import java.util.BitSet;

/**
 * Which messages of a load have come of which each bears its number, from 0 on. One thread writes; to be read when nothing comes any
 * more.
 */
final class Roll {
    private final BitSet there = new BitSet();
    private long next;
    private long duplicates;
    private long late;

    /** Enters the message with this number. */
    void came(long number) {
        int index = Math.toIntExact(number);
        if (there.get(index)) {
            duplicates++;
        } else {
            there.set(index);
            late += number < next ? 1 : 0;
            next = Math.max(next, number + 1);
        }
    }

    /** {@return what became of the messages from 0 on; those out of order are those that came after one with a greater number} */
    Delivery after(long published, long damaged) {
        long came = there.get(0, Math.toIntExact(published)).cardinality();
        long unpublished = there.cardinality() - came;
        return new Delivery(published, published - came, duplicates, late, damaged + unpublished);
    }
}
